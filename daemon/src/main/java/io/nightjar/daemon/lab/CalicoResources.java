package io.nightjar.daemon.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resources that Calico 3 would have written for a plan. */
final class CalicoResources {

    private static final String RESOURCES = "/calico/resources/v3/projectcalico.org/";

    private static final String REFLECTOR_LABEL = "route-reflector";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> keys = new LinkedHashMap<>();

    private CalicoResources() {}

    /**
     * Everything for the plan.
     *
     * @param reflector the node that all others have as their only peer, empty for a mesh
     * @param clusterId of that reflector
     */
    static Map<String, String> of(LabPlan plan, String reflector, String clusterId) {
        CalicoResources resources = new CalicoResources();
        resources.put("ClusterInformation", "clusterinformations", "default", Map.of(), Map.of("datastoreReady", true));
        resources.put(
                "BGPConfiguration",
                "bgpconfigurations",
                "default",
                Map.of(),
                Map.of("asNumber", plan.asNumber(), "nodeToNodeMeshEnabled", reflector.isEmpty()));
        resources.put(
                "IPPool",
                "ippools",
                "default-ipv4-ippool",
                Map.of(),
                Map.of("cidr", plan.pool(), "ipipMode", "Never", "vxlanMode", "Never", "natOutgoing", true));
        plan.nodes().forEach(node -> resources.node(node, plan, node.name().equals(reflector) ? clusterId : ""));
        if (!reflector.isEmpty()) {
            resources.put(
                    "BGPPeer",
                    "bgppeers",
                    "route-reflectors",
                    Map.of(),
                    Map.of("nodeSelector", "all()", "peerSelector", REFLECTOR_LABEL + " == 'true'"));
        }
        return resources.keys;
    }

    private void node(LabNode node, LabPlan plan, String clusterId) {
        Map<String, Object> bgp = new LinkedHashMap<>();
        bgp.put("ipv4Address", node.address() + plan.prefixLength());
        if (!clusterId.isEmpty()) {
            bgp.put("routeReflectorClusterID", clusterId);
        }
        Map<String, String> labels = clusterId.isEmpty() ? Map.of() : Map.of(REFLECTOR_LABEL, "true");
        put("Node", "nodes", node.name(), labels, Map.of("bgp", bgp));
        keys.put(
                "/calico/ipam/v2/host/" + node.name() + "/ipv4/block/"
                        + node.block().replace('/', '-'),
                json(Map.of("state", "confirmed", "deleted", false)));
    }

    private void put(String kind, String plural, String name, Map<String, String> labels, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("kind", kind);
        resource.put("apiVersion", "projectcalico.org/v3");
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        keys.put(RESOURCES + plural + "/" + name, json(resource));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps are always printable", e);
        }
    }
}
