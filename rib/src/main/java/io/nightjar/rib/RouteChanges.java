package io.nightjar.rib;

/**
 * How many changes of routes have gone to and fro between us and a peer.
 *
 * @param updates routes that the peer has announced
 * @param withdraws routes that it has taken back
 * @param told routes that it was told
 * @param takenBack routes that it was told are no more
 */
public record RouteChanges(Received updates, Received withdraws, long told, long takenBack) {

    /** None. */
    public static final RouteChanges NONE = new RouteChanges(Received.NONE, Received.NONE, 0, 0);

    /**
     * What became of changes that came in.
     *
     * @param refused because of what they carry: loops, no next hop
     * @param filtered by the import policy
     * @param ignored because they changed nothing
     * @param accepted the others
     */
    public record Received(long refused, long filtered, long ignored, long accepted) {

        /** None. */
        public static final Received NONE = new Received(0, 0, 0, 0);

        /** All of them. */
        public long all() {
            return refused + filtered + ignored + accepted;
        }
    }
}
