package io.nightjar.rib.config;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.List;

/**
 * Which packets have to be wrapped, because the network between the nodes does not know their addresses. They go to the BGP next
 * hop, which is the other end of the tunnel, whatever router the next hop is behind.
 *
 * @param network destinations inside it are concerned
 * @param device the tunnel's network device; as long as there is none of that name, routes are plain ones
 * @param direct next hops in these networks are reached without the tunnel
 * @param origin where it was configured, for people
 */
public record TunnelRule(Prefix network, String device, List<Prefix> direct, String origin) {

    public TunnelRule {
        direct = List.copyOf(direct);
    }

    public boolean matches(Prefix destination) {
        return network.contains(destination);
    }

    /** Whether packets to this next hop are wrapped. */
    public boolean wraps(IpAddress nextHop) {
        return direct.stream().noneMatch(network -> network.contains(nextHop));
    }
}
