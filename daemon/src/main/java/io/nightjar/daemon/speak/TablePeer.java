package io.nightjar.daemon.speak;

import io.nightjar.bgp.mrt.RibEntry;

/**
 * Whose routes of a table are taken.
 *
 * @param index of the peer, or {@link #FIRST}
 */
public record TablePeer(int index) {

    /** The first route to each destination, whoever sent it. */
    public static final int FIRST = -1;

    /**
     * Reads a number or {@code first}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static TablePeer parse(String text) {
        if (text.equals("first")) {
            return new TablePeer(FIRST);
        }
        int index = Integer.parseInt(text);
        if (index < 0 || index > 0xffff) {
            throw new IllegalArgumentException("a peer's index is 0 to 65535, not " + text);
        }
        return new TablePeer(index);
    }

    boolean takes(RibEntry entry, boolean firstOfItsRecord) {
        return index == FIRST ? firstOfItsRecord : entry.peerIndex() == index;
    }
}
