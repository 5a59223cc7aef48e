package io.nightjar.conformance.interop;

/** Who is in which autonomous system. */
enum AsNumbers {
    /** All in Calico's default. */
    INTERNAL(64512, 0, 0),
    /** Each in one of its own. */
    EXTERNAL(64512, 64600, 1),
    /** Each in one of its own whose number does not fit into two octets. */
    FOUR_OCTET(4_200_000_000L, 4_200_000_100L, 1);

    private final long nightjar;
    private final long first;
    private final int step;

    AsNumbers(long nightjar, long first, int step) {
        this.nightjar = nightjar;
        this.first = first;
        this.step = step;
    }

    long of(Station station) {
        return step == 0 || station.equals(Station.NIGHTJAR) ? nightjar : first + station.number() * (long) step;
    }
}
