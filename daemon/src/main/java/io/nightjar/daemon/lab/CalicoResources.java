package io.nightjar.daemon.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/** The resources that Calico 3 would have written for a plan. */
final class CalicoResources {

    private static final String REFLECTOR_LABEL = "route-reflector";

    private final ResourceKeys keys = new ResourceKeys();

    private CalicoResources() {}

    /**
     * Everything for the plan.
     *
     * @param reflector the node that all others have as their only peer, empty for a mesh
     * @param clusterId of that reflector
     */
    static Map<String, String> of(LabPlan plan, String reflector, String clusterId) {
        CalicoResources resources = new CalicoResources();
        resources.keys.resource("ClusterInformation", "clusterinformations", "default", Map.of("datastoreReady", true));
        resources.keys.resource(
                "BGPConfiguration",
                "bgpconfigurations",
                "default",
                Map.of("asNumber", plan.asNumber(), "nodeToNodeMeshEnabled", reflector.isEmpty()));
        resources.keys.resource(
                "IPPool",
                "ippools",
                "default-ipv4-ippool",
                Map.of("cidr", plan.pool(), "ipipMode", "Never", "vxlanMode", "Never", "natOutgoing", true));
        plan.nodes().forEach(node -> resources.node(node, plan, node.name().equals(reflector) ? clusterId : ""));
        if (!reflector.isEmpty()) {
            resources.keys.resource(
                    "BGPPeer",
                    "bgppeers",
                    "route-reflectors",
                    Map.of("nodeSelector", "all()", "peerSelector", REFLECTOR_LABEL + " == 'true'"));
        }
        return resources.keys.all();
    }

    private void node(LabNode node, LabPlan plan, String clusterId) {
        Map<String, Object> bgp = new LinkedHashMap<>();
        bgp.put("ipv4Address", node.address() + plan.prefixLength());
        if (!clusterId.isEmpty()) {
            bgp.put("routeReflectorClusterID", clusterId);
        }
        Map<String, String> labels = clusterId.isEmpty() ? Map.of() : Map.of(REFLECTOR_LABEL, "true");
        keys.resource("Node", "nodes", node.name(), labels, Map.of("bgp", bgp));
        keys.put(
                "/calico/ipam/v2/host/" + node.name() + "/ipv4/block/"
                        + node.block().replace('/', '-'),
                Map.of("state", "confirmed", "deleted", false));
    }
}
