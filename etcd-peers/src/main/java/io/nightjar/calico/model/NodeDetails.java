package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only Calico 3 says about a node.
 *
 * @param labels what selectors ask about
 * @param clusterId if the node is a route reflector: of which cluster; else null
 * @param wireguardIpv4 the node's end of its tunnels in IPv4; null if it has none
 * @param wireguardIpv6 the same in IPv6
 */
public record NodeDetails(
        Map<String, String> labels,
        @Nullable BgpIdentifier clusterId,
        @Nullable IpAddress wireguardIpv4,
        @Nullable IpAddress wireguardIpv6) {

    /** Nothing is said. */
    public static final NodeDetails NONE = new NodeDetails(Map.of(), null, null, null);

    public NodeDetails {
        labels = Map.copyOf(labels);
    }

    /** The node's end of its WireGuard tunnels; null if it has none. */
    public @Nullable IpAddress wireguard(Afi afi) {
        return afi.equals(Afi.IPV4) ? wireguardIpv4 : wireguardIpv6;
    }
}
