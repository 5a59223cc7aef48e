package io.nightjar.rib.config;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import java.util.Set;

/**
 * A network from which anybody with the right AS may connect; a passive peer is made for each that does.
 *
 * @param network where the connections come from
 * @param asNumber what their OPENs must say
 * @param localAs what our OPEN says
 * @param families offered to them
 * @param timers of their sessions
 * @param policy of all of them
 * @param features what else their OPENs are answered with
 * @param transport how their connections are protected
 */
public record NeighborRange(
        Prefix network,
        AsNumber asNumber,
        AsNumber localAs,
        Set<AddressFamily> families,
        PeerTimers timers,
        PeerPolicy policy,
        PeerFeatures features,
        PeerTransport transport) {

    public NeighborRange {
        families = Set.copyOf(families);
    }

    /** A range without further features and without protection. */
    public NeighborRange(
            Prefix network,
            AsNumber asNumber,
            AsNumber localAs,
            Set<AddressFamily> families,
            PeerTimers timers,
            PeerPolicy policy) {
        this(network, asNumber, localAs, families, timers, policy, PeerFeatures.NONE, PeerTransport.DEFAULT);
    }

    /** This range with another policy: what can change without a new session. */
    public NeighborRange withPolicy(PeerPolicy changed) {
        return new NeighborRange(network, asNumber, localAs, families, timers, changed, features, transport);
    }
}
