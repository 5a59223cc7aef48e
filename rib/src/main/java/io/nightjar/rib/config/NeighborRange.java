package io.nightjar.rib.config;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerTimers;
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
 */
public record NeighborRange(
        Prefix network,
        AsNumber asNumber,
        AsNumber localAs,
        Set<AddressFamily> families,
        PeerTimers timers,
        PeerPolicy policy) {

    public NeighborRange {
        families = Set.copyOf(families);
    }
}
