package io.nightjar.conformance.interop;

/** A place in the bed, by its number from 0 to 9: a node, its addresses, and the blocks that are announced from it. */
record Station(int number) {

    /** Where Nightjar stands. */
    static final Station NIGHTJAR = new Station(0);

    /** Where a third speaker stands that has routes of its own. */
    static final Station ORIGIN = new Station(7);

    /** Where a further one stands. */
    static final Station WITNESS = new Station(8);

    String node() {
        return "node0" + number;
    }

    String address() {
        return "172.17.8.10" + number;
    }

    String address6() {
        return "fd00:17:8::10" + number;
    }

    /** An address that is not on the network that all stations share. */
    String loopback() {
        return "10.99.0.10" + number;
    }

    String block() {
        return "192.168.20" + number + ".0/26";
    }

    String block6() {
        return "fd80:20" + number + "::/64";
    }

    /** A second block, for what is announced later. */
    String spareBlock() {
        return "192.168.20" + number + ".64/26";
    }

    /** A block of the same station for this one only. */
    String blockFor(Station other) {
        return "192.168." + number + other.number + ".0/26";
    }
}
