package io.nightjar.calico.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What Calico demands of Nodes. */
final class NodeRules {

    private static final Set<String> FIELDS = Set.of(
            "bgp",
            "ipv4VXLANTunnelAddr",
            "vxlanTunnelMACAddr",
            "ipv6VXLANTunnelAddr",
            "vxlanTunnelMACAddrV6",
            "orchRefs",
            "wireguard",
            "addresses",
            "interfaces");

    private static final Set<String> BGP_FIELDS =
            Set.of("asNumber", "ipv4Address", "ipv6Address", "ipv4IPIPTunnelAddr", "routeReflectorClusterID");

    private NodeRules() {}

    static void check(Checked node) {
        node.known("spec", node.spec(), FIELDS);
        JsonNode bgp = node.spec().path("bgp");
        node.known("spec.bgp", bgp, BGP_FIELDS);
        if (bgp.isObject() && bgp.isEmpty()) {
            node.spec("bgp", "is empty");
        }
    }
}
