package io.nightjar.benchmarks.mesh;

import io.nightjar.daemon.lab.ResourceKeys;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What Calico 3 has in etcd for such a cluster: nodes, settings, the pool, and for each block its affinity and what is in it. */
final class MeshKeys {

    private static final String IPAM = "/calico/ipam/v2/";
    private static final int BLOCK_SIZE = 1 << (32 - MeshPlan.BLOCK_LENGTH);

    private final MeshPlan plan;
    private final ResourceKeys keys = new ResourceKeys();

    private MeshKeys(MeshPlan plan) {
        this.plan = plan;
    }

    static Map<String, String> of(MeshPlan plan) {
        MeshKeys all = new MeshKeys(plan);
        all.keys.resource("ClusterInformation", "clusterinformations", "default", Map.of("datastoreReady", true));
        all.keys.resource(
                "BGPConfiguration",
                "bgpconfigurations",
                "default",
                Map.of("asNumber", MeshPlan.AS, "nodeToNodeMeshEnabled", true));
        all.keys.resource(
                "IPPool",
                "ippools",
                "default-ipv4-ippool",
                Map.of(
                        "cidr",
                        MeshPlan.POOL,
                        "blockSize",
                        MeshPlan.BLOCK_LENGTH,
                        "ipipMode",
                        "Never",
                        "vxlanMode",
                        "Never",
                        "natOutgoing",
                        true));
        IntStream.range(0, plan.nodes()).forEach(all::node);
        return all.keys.all();
    }

    private void node(int node) {
        String name = plan.name(node);
        String address = plan.addressText(node);
        keys.resource(
                "Node",
                "nodes",
                name,
                Map.of(
                        "addresses",
                        List.of(Map.of("address", address, "type", "InternalIP")),
                        "bgp",
                        Map.of("ipv4Address", address + MeshPlan.NETWORK.substring(MeshPlan.NETWORK.indexOf('/'))),
                        "orchRefs",
                        List.of(Map.of("nodeName", name, "orchestrator", "k8s"))));
        plan.blocks(node).forEach(block -> block(name, block));
    }

    private void block(String node, String block) {
        String dashed = block.replace('/', '-');
        keys.put(IPAM + "host/" + node + "/ipv4/block/" + dashed, Map.of("state", "confirmed", "deleted", "false"));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("cidr", block);
        content.put("affinity", "host:" + node);
        content.put("allocations", Collections.nCopies(BLOCK_SIZE, null));
        content.put("unallocated", IntStream.range(0, BLOCK_SIZE).boxed().toList());
        content.put("attributes", List.of());
        content.put("deleted", false);
        keys.put(IPAM + "assignment/ipv4/block/" + dashed, content);
    }
}
