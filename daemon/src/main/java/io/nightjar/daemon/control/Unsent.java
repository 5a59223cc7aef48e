package io.nightjar.daemon.control;

/** How much of a server's answers its clients have not taken yet. The server's one loop owns it. */
final class Unsent {

    /** What always finds room: as many connections as there are have no more of it than a few pages. */
    private static final int SMALL = 1 << 16;

    private final int most;

    private long octets;

    Unsent(int most) {
        this.most = most;
    }

    boolean hasRoom(int size) {
        return size <= SMALL || octets == 0 || octets + size <= most;
    }

    void add(int size) {
        octets += size;
    }

    void remove(int size) {
        octets -= size;
    }
}
