package io.nightjar.conformance.traffic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which numbers of a stream have arrived, and where the holes are. Owned by whoever holds the stream's lock. */
final class ArrivalLog {

    private final BitSet arrived = new BitSet();
    private final List<Hole> holes = new ArrayList<>();
    private int highest = -1;
    private long highestSentAt;

    /**
     * Numbers that did not arrive in time.
     *
     * @param first that is missing
     * @param end the first after it that has arrived
     * @param nanos between the sending of the two packets around the hole
     */
    private record Hole(int first, int end, long nanos) {}

    /** Takes a packet's number, and when it was sent. */
    void note(int number, long sentAtNanos) {
        arrived.set(number);
        if (number > highest) {
            if (number > highest + 1) {
                holes.add(new Hole(highest + 1, number, sentAtNanos - highestSentAt));
            }
            highest = number;
            highestSentAt = sentAtNanos;
        }
    }

    /** The highest number that has arrived; -1 before the first. */
    int highest() {
        return highest;
    }

    /** What became of the numbers from {@code first} to before {@code end}; a packet that was overtaken is not lost. */
    ProbeCount count(int first, int end) {
        int received = arrived.get(first, end).cardinality();
        long longest = holes.stream()
                .filter(hole -> hole.end() > first && hole.first() < end)
                .filter(hole -> arrived.nextClearBit(hole.first()) < hole.end())
                .mapToLong(Hole::nanos)
                .max()
                .orElse(0);
        return new ProbeCount(end - first, end - first - received, longest);
    }
}
