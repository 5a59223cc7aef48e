package io.nightjar.conformance.traffic;

import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.ResourceKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

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

    private static final String REFLECTOR_LABEL = "route-reflector";

    /** How nodes hear from each other; during a change two ways may be there. */
    enum Link {
        MESH,
        /** By a reflector beside the nodes. */
        REFLECTOR,
        /** By one of the nodes, which has no part in the mesh then. */
        NODE
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
        Set<String> peers = addresses(nodes, node, LabNode::address);
        if (dual.contains(node)) {
            peers.addAll(addresses(dual, node, Ipv6Half::address));
        }
        return peers;
    }

    private Set<String> addresses(Collection<LabNode> all, LabNode node, Function<LabNode, String> address) {
        Set<String> peers = new HashSet<>();
        all.stream().filter(other -> arePeers(node, other)).map(address).forEach(peers::add);
        if (has(Link.REFLECTOR)) {
            peers.add(address.apply(REFLECTOR));
        }
        return peers;
    }

    /** Whether two nodes have a session. */
    boolean arePeers(LabNode one, LabNode other) {
        return !one.equals(other) && has(isReflector(one) || isReflector(other) ? Link.NODE : Link.MESH);
    }

    /** Whether a node reflects for the others. */
    boolean isReflector(LabNode node) {
        return has(Link.NODE) && node.equals(TrafficLab.NIGHTJAR);
    }

    /** All keys in the datastore, as Calico 3 writes them. */
    Map<String, String> keys() {
        ResourceKeys keys = new ResourceKeys();
        keys.resource("ClusterInformation", "clusterinformations", "default", Map.of("datastoreReady", true));
        keys.resource(
                "BGPConfiguration",
                "bgpconfigurations",
                "default",
                Map.of("asNumber", AS, "nodeToNodeMeshEnabled", has(Link.MESH)));
        pool(keys, "ipv4", POOL);
        pool(keys, "ipv6", Ipv6Half.POOL);
        nodes.forEach(node -> node(keys, node));
        if (has(Link.REFLECTOR)) {
            peer(keys, "reflector", Map.of("peerIP", REFLECTOR.address(), "asNumber", AS));
        }
        if (has(Link.REFLECTOR) && !dual.isEmpty()) {
            peer(keys, "reflector-ipv6", Map.of("peerIP", Ipv6Half.address(REFLECTOR), "asNumber", AS));
        }
        if (has(Link.NODE)) {
            peer(
                    keys,
                    "reflecting-nodes",
                    Map.of("nodeSelector", "all()", "peerSelector", "has(" + REFLECTOR_LABEL + ")"));
        }
        return keys.all();
    }

    private static void pool(ResourceKeys keys, String name, String prefix) {
        keys.resource(
                "IPPool",
                "ippools",
                name,
                Map.of("cidr", prefix, "ipipMode", "Never", "vxlanMode", "Never", "natOutgoing", false));
    }

    private static void peer(ResourceKeys keys, String name, Map<String, Object> spec) {
        keys.resource("BGPPeer", "bgppeers", name, spec);
    }

    private void node(ResourceKeys keys, LabNode node) {
        Map<String, Object> bgp = new TreeMap<>();
        bgp.put("ipv4Address", node.address() + NETWORK.substring(NETWORK.indexOf('/')));
        blocksOf(node).forEach(block -> block(keys, node, "ipv4", block));
        if (dual.contains(node)) {
            bgp.put("ipv6Address", Ipv6Half.address(node) + "/64");
            block(keys, node, "ipv6", Ipv6Half.block(node));
        }
        if (isReflector(node)) {
            bgp.put("routeReflectorClusterID", "244.0.0.1");
        }
        Map<String, String> labels = isReflector(node) ? Map.of(REFLECTOR_LABEL, "true") : Map.of();
        keys.resource("Node", "nodes", node.name(), labels, Map.of("bgp", bgp));
    }

    private static void block(ResourceKeys keys, LabNode node, String family, String block) {
        keys.put(
                "/calico/ipam/v2/host/" + node.name() + "/" + family + "/block/" + block.replace('/', '-'),
                Map.of("state", "confirmed"));
    }
}
