package io.nightjar.daemon.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that Calico 2.6 would have written for a plan: the layout of the walkthrough. */
public final class CalicoKeys {

    private static final String BGP = "/calico/bgp/v1/";
    private static final String NO_TUNNEL_POOL =
            "{\"cidr\":\"%s\",\"ipip\":\"\",\"ipip_mode\":\"\",\"masquerade\":true,\"ipam\":true,\"disabled\":false}";

    private CalicoKeys() {}

    /** Everything for the plan: the global settings, the pool, each node and its block. */
    public static Map<String, String> of(LabPlan plan) {
        return of(plan, plan.nodes());
    }

    /** The same when only some of the plan's machines are nodes of the cluster. */
    static Map<String, String> of(LabPlan plan, List<LabNode> nodes) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(BGP + "global/as_num", Integer.toString(plan.asNumber()));
        keys.put(BGP + "global/node_mesh", "{\"enabled\":true}");
        keys.put(BGP + "global/loglevel", "info");
        keys.put("/calico/v1/ipam/v4/pool/" + dashed(plan.pool()), NO_TUNNEL_POOL.replace("%s", plan.pool()));
        for (LabNode node : nodes) {
            keys.putAll(ofNode(node, plan.network()));
            keys.putAll(ofBlock(node.name(), node.block()));
        }
        return keys;
    }

    /** A node's own keys. */
    public static Map<String, String> ofNode(LabNode node, String network) {
        Map<String, String> keys = new LinkedHashMap<>();
        String host = BGP + "host/" + node.name() + "/";
        keys.put(host + "ip_addr_v4", node.address());
        keys.put(host + "ip_addr_v6", "");
        keys.put(host + "network_v4", network);
        return keys;
    }

    /** A standalone route reflector as everybody's peer, in the place of the mesh. */
    static Map<String, String> ofReflector(LabNode reflector, int asNumber, String clusterId) {
        Map<String, String> keys = new LinkedHashMap<>();
        String address = reflector.address();
        keys.put(BGP + "global/node_mesh", "{\"enabled\":false}");
        keys.put(BGP + "global/peer_v4/" + address, "{\"ip\":\"" + address + "\",\"as_num\":\"" + asNumber + "\"}");
        keys.put(BGP + "rr_v4/" + address, "{\"ip\":\"" + address + "\",\"cluster_id\":\"" + clusterId + "\"}");
        return keys;
    }

    /** A block's affinity to a node. */
    public static Map<String, String> ofBlock(String node, String block) {
        return Map.of("/calico/ipam/v2/host/" + node + "/ipv4/block/" + dashed(block), "{}");
    }

    private static String dashed(String prefix) {
        return prefix.replace('/', '-');
    }
}
