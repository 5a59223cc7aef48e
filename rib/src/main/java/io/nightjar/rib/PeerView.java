package io.nightjar.rib;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import java.util.Map;
import java.util.Set;

/**
 * What the table knows about a peer that is established, or whose routes are kept while it is not.
 *
 * @param session as negotiated
 * @param counts of routes
 * @param announced how many routes the peer has announced, by family; what its limits are compared with
 * @param told how many routes the peer is told, by family, once it has caught up
 * @param endOfRibReceived families that the peer has sent completely since the session came up
 * @param endOfRibSent families that the peer has been sent completely since then
 * @param stale families with routes that may have become wrong, and why they are kept
 */
public record PeerView(
        NegotiatedSession session,
        Counts counts,
        Map<AddressFamily, Integer> announced,
        Map<AddressFamily, Integer> told,
        Set<AddressFamily> endOfRibReceived,
        Set<AddressFamily> endOfRibSent,
        Map<AddressFamily, StaleReason> stale) {

    public PeerView {
        announced = Map.copyOf(announced);
        told = Map.copyOf(told);
        endOfRibReceived = Set.copyOf(endOfRibReceived);
        endOfRibSent = Set.copyOf(endOfRibSent);
        stale = Map.copyOf(stale);
    }

    /** Destinations that the peer still has to be told about. */
    public int behind() {
        return counts.behind();
    }

    /**
     * Numbers of routes.
     *
     * @param received all that the peer announced, also those that were not accepted
     * @param accepted by loop checks and import policy
     * @param best routes of this peer that are best paths
     * @param advertised what the peer is told, once it has caught up
     * @param stale received ones that may have become wrong
     * @param behind destinations that the peer still has to be told about
     */
    public record Counts(int received, int accepted, int best, int advertised, int stale, int behind) {

        /** Of a peer that the table does not know. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }
}
