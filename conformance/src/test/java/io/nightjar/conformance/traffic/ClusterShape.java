package io.nightjar.conformance.traffic;

import io.nightjar.daemon.lab.CalicoKeys;
import io.nightjar.daemon.lab.LabNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the cluster is like: Nightjar reads it in the datastore, BIRD in its configuration.
 *
 * @param nodes all of them, in the mesh
 * @param blocks further ones of nodes, by the node's name
 * @param links how nodes hear from each other
 * @param dual those of the nodes that have IPv6 as well
 */
record ClusterShape(List<LabNode> nodes, Map<String, List<String>> blocks, Set<Link> links, Set<LabNode> dual) {

    static final String NETWORK = "172.17.8.0/24";
    static final String POOL = "192.168.0.0/16";
    static final String INTERFACE = "enp0s8";
    static final int AS = 64512;

    /** The reflector is not a node: it has no routes of its own. */
    static final LabNode REFLECTOR = new LabNode("rr", "172.17.8.250", "192.168.250.0/26", List.of());

    private static final String MESH_KEY = "/calico/bgp/v1/global/node_mesh";

    /** How nodes hear from each other; during a change both ways may be there. */
    enum Link {
        MESH,
        REFLECTOR
    }

    ClusterShape {
        nodes = List.copyOf(nodes);
        blocks = Map.copyOf(blocks);
        links = Set.copyOf(links);
        dual = Set.copyOf(dual);
    }

    ClusterShape linkedBy(Link... those) {
        return new ClusterShape(nodes, blocks, Set.of(those), dual);
    }

    ClusterShape with(LabNode node) {
        List<LabNode> more = new ArrayList<>(nodes);
        more.add(node);
        return new ClusterShape(more, blocks, links, dual);
    }

    ClusterShape without(LabNode node) {
        return new ClusterShape(
                nodes.stream().filter(other -> !other.equals(node)).toList(), blocks, links, dual);
    }

    ClusterShape withBlock(String node, String block) {
        List<String> more = new ArrayList<>(blocks.getOrDefault(node, List.of()));
        more.add(block);
        Map<String, List<String>> all = new TreeMap<>(blocks);
        all.put(node, List.copyOf(more));
        return new ClusterShape(nodes, all, links, dual);
    }

    boolean has(Link link) {
        return links.contains(link);
    }

    /** A node's blocks. */
    List<String> blocksOf(LabNode node) {
        List<String> all = new ArrayList<>(List.of(node.block()));
        all.addAll(blocks.getOrDefault(node.name(), List.of()));
        return all;
    }

    /** The addresses of those that a node has sessions with, unless they are dead. */
    Set<String> peersOf(LabNode node) {
        Set<String> peers = new HashSet<>();
        if (has(Link.MESH)) {
            nodes.stream().filter(other -> !other.equals(node)).forEach(other -> peers.add(other.address()));
        }
        if (has(Link.REFLECTOR)) {
            peers.add(REFLECTOR.address());
        }
        if (dual.contains(node)) {
            peers.addAll(peers6Of(node));
        }
        return peers;
    }

    private Set<String> peers6Of(LabNode node) {
        Set<String> peers = new HashSet<>();
        if (has(Link.MESH)) {
            dual.stream().filter(other -> !other.equals(node)).forEach(other -> peers.add(Ipv6Half.address(other)));
        }
        if (has(Link.REFLECTOR)) {
            peers.add(Ipv6Half.address(REFLECTOR));
        }
        return peers;
    }

    /** All keys in the datastore. */
    Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        keys.put("/calico/bgp/v1/global/as_num", Integer.toString(AS));
        keys.put("/calico/bgp/v1/global/loglevel", "info");
        keys.put(MESH_KEY, "{\"enabled\":" + has(Link.MESH) + "}");
        keys.putAll(pool("4", POOL));
        keys.putAll(pool("6", Ipv6Half.POOL));
        for (LabNode node : nodes) {
            keys.putAll(CalicoKeys.ofNode(node, NETWORK));
            blocksOf(node).forEach(block -> keys.putAll(CalicoKeys.ofBlock(node.name(), block)));
        }
        for (LabNode node : dual) {
            keys.put("/calico/bgp/v1/host/" + node.name() + "/ip_addr_v6", Ipv6Half.address(node));
            keys.put("/calico/bgp/v1/host/" + node.name() + "/network_v6", Ipv6Half.NETWORK);
            String block = Ipv6Half.block(node).replace('/', '-');
            keys.put("/calico/ipam/v2/host/" + node.name() + "/ipv6/block/" + block, "{}");
        }
        if (has(Link.REFLECTOR)) {
            keys.putAll(globalPeer("4", REFLECTOR.address()));
        }
        if (has(Link.REFLECTOR) && !dual.isEmpty()) {
            keys.putAll(globalPeer("6", Ipv6Half.address(REFLECTOR)));
        }
        return keys;
    }

    private static Map<String, String> pool(String family, String prefix) {
        return Map.of(
                "/calico/v1/ipam/v" + family + "/pool/" + prefix.replace('/', '-'),
                "{\"cidr\":\"" + prefix + "\",\"ipip\":\"\",\"ipip_mode\":\"\",\"disabled\":false}");
    }

    private static Map<String, String> globalPeer(String family, String address) {
        return Map.of(
                "/calico/bgp/v1/global/peer_v" + family + "/" + address,
                "{\"ip\":\"" + address + "\",\"as_num\":\"" + AS + "\"}");
    }
}
