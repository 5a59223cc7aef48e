package io.nightjar.conformance.sim;

import java.util.List;

/**
 * What goes through a connection as one piece.
 *
 * @param kind what it is
 * @param messages whole messages, shared and never modified
 * @param octets how long they are together
 */
record Segment(Kind kind, List<byte[]> messages, int octets) {

    static final Segment FIN = new Segment(Kind.FIN, List.of(), 0);

    static final Segment RST = new Segment(Kind.RST, List.of(), 0);

    /** Kinds of pieces. */
    enum Kind {
        DATA,
        /** The sender sends nothing any more. */
        FIN,
        /** There is no connection any more. */
        RST
    }

    static Segment of(List<byte[]> messages) {
        int octets = 0;
        for (byte[] message : messages) {
            octets += message.length;
        }
        return new Segment(Kind.DATA, messages, octets);
    }
}
