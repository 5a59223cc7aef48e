package io.nightjar.rib;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import java.util.Set;

/**
 * What the table knows about an established peer.
 *
 * @param session as negotiated
 * @param counts of routes
 * @param endOfRibReceived families that the peer has sent completely since the session came up
 * @param behind destinations that the peer still has to be told about
 */
public record PeerView(NegotiatedSession session, Counts counts, Set<AddressFamily> endOfRibReceived, int behind) {

    public PeerView {
        endOfRibReceived = Set.copyOf(endOfRibReceived);
    }

    /**
     * Numbers of routes.
     *
     * @param received all that the peer announced, also those that were not accepted
     * @param accepted by loop checks and import policy
     * @param best routes of this peer that are best paths
     * @param advertised what the peer is told, once it has caught up
     */
    public record Counts(int received, int accepted, int best, int advertised) {}
}
