package io.nightjar.conformance.traffic;

/**
 * What became of a part of one or more streams.
 *
 * @param sent packets
 * @param lost those of them that did not arrive
 * @param longestGapNanos the longest time between the sending of two packets that arrived with none that arrived between them;
 *     0 if none was lost
 */
record ProbeCount(int sent, int lost, long longestGapNanos) {

    static final ProbeCount NONE = new ProbeCount(0, 0, 0);

    ProbeCount plus(ProbeCount other) {
        return new ProbeCount(sent + other.sent, lost + other.lost, Math.max(longestGapNanos, other.longestGapNanos));
    }
}
