package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.WorkloadEndpoint;
import io.nightjar.calico.testing.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Changes of single objects of a small cluster, in which much collides: addresses, places, names, ranges. */
final class ClusterEdits {

    static final String OWN = "a";

    private static final List<String> NODES = List.of(
            "bgp: {ipv4Address: 10.0.0.2/24}",
            "bgp: {ipv4Address: 10.0.0.3/24, ipv6Address: 'fd00::3/64'}",
            "bgp: {ipv4Address: 10.0.0.3/16, asNumber: 64513}",
            "bgp: {ipv4Address: 10.0.0.1/24}",
            "bgp: {ipv4Address: 10.0.0.4/24, routeReflectorClusterID: 1.0.0.1}",
            "bgp: {ipv6Address: 'fd00::5/64'}, wireguard: {interfaceIPv6Address: 'fd00:1::5'}",
            "bgp: {}",
            "addresses: []",
            "bgp: {ipv4Address: 10.0.0.300}",
            "bgp: 7");

    private static final List<String> OWN_NODES = List.of(
            "bgp: {ipv4Address: 10.0.0.1/24, ipv6Address: 'fd00::1/64'}",
            "bgp: {ipv4Address: 10.0.0.1/24}",
            "bgp: {ipv4Address: 10.0.0.9/24, ipv6Address: 'fd00::1/64'}",
            "bgp: {ipv4Address: 10.0.0.1/24, asNumber: 64513}",
            "bgp: {ipv4Address: 10.0.0.1/24, routeReflectorClusterID: 1.0.0.1}",
            "bgp: {ipv4Address: 10.0.0.1/24, routeReflectorClusterID: 1.0.0.2}",
            "bgp: {ipv4Address: nowhere}");

    private static final List<String> PEERS = List.of(
            "peerIP: 192.0.2.1, asNumber: 65001",
            "peerIP: 192.0.2.1, asNumber: 65001, filters: [f]",
            "peerIP: 192.0.2.1, asNumber: 65002, filters: [g, f]",
            "peerIP: '192.0.2.1:1790', asNumber: 65001, keepaliveTime: 9s",
            "peerIP: 10.0.0.3",
            "peerIP: 10.0.0.1",
            "node: a, peerIP: 192.0.2.2, asNumber: 65001, nextHopMode: Keep, ttlSecurity: 1",
            "node: b, peerIP: 10.0.0.1",
            "nodeSelector: rack == 'r1', peerSelector: has(rack)",
            "nodeSelector: all(), peerSelector: rack == 'r2', reversePeering: Manual",
            "nodeSelector: rack == 'r2', peerIP: 192.0.2.3, asNumber: 64512, reachableBy: 10.0.0.254",
            "peerIP: 'fd00::99', asNumber: 65001, localASNumber: 65009, numAllowedLocalASNumbers: 2",
            "peerIP: 192.0.2.1, password: {secretKeyRef: {name: s, key: k}}",
            "localWorkloadSelector: all(), asNumber: 65003",
            "peerIP: 192.0.2.1, asNumber: many",
            "peerSelector: 'rack =='",
            "peerIP: 192.0.2.1, sourceAddress: 7");

    private static final List<String> FILTERS = List.of(
            "exportV4: [{action: Reject, cidr: 192.168.0.0/24, matchOperator: In}]",
            "exportV4: [{action: Accept, cidr: 172.31.0.0/16, matchOperator: Equal, operations: [{addCommunity: {value: '1:2'}}]}]",
            "importV4: [{action: Reject, cidr: 172.31.0.0/16, matchOperator: In}], importV6: [{action: Accept}]",
            "importV4: [{action: Accept, operations: [{setPriority: {value: 512}}]}]",
            "importV4: []",
            "importV4: [{action: Perhaps}]");

    private static final List<String> POOLS = List.of(
            "cidr: 192.168.0.0/16",
            "cidr: 192.168.0.0/16, disableBGPExport: true",
            "cidr: 10.0.0.0/8, ipipMode: CrossSubnet",
            "cidr: 172.31.0.0/16, vxlanMode: Always",
            "cidr: 'fd00::/16'",
            "cidr: 192.168.0.0/16, ipipMode: Sometimes",
            "cidr: everywhere");

    private static final List<String> SETTINGS = List.of(
            "nodeToNodeMeshEnabled: true",
            "nodeToNodeMeshEnabled: false",
            "asNumber: 64999",
            "listenPort: 1790, bindMode: NodeIP",
            "nodeMeshMaxRestartTime: 30s",
            "serviceClusterIPs: [{cidr: 10.96.0.0/12}, {cidr: 'fd02::/112'}]",
            "prefixAdvertisements: [{cidr: 192.168.0.0/16, communities: ['64512:1']}]",
            "programClusterRoutes: Enabled, ignoredInterfaces: ['eth*']",
            "ipv4NormalRoutePriority: 100",
            "nodeMeshPassword: {secretKeyRef: {name: s, key: k}}",
            "listenPort: 0.5",
            "bindMode: Loose");

    private static final List<String> BLOCKS = List.of(
            "{\"state\":\"confirmed\",\"deleted\":false}",
            "{\"state\":\"pending\"}",
            "{\"state\":\"pendingDeletion\"}",
            "",
            "{\"state\":\"lost\"}");

    /** Begins the keys that stand for the node's own files. */
    private static final String FILE = "file:";

    private static final String SECRET = FILE + "secret/s/k";

    private static final List<String> PASSWORDS = List.of("first", "second");

    private static final List<String> WORKLOADS =
            List.of("p 192.168.0.5", "q 192.168.0.5", "p 192.168.0.6", "o fd00::6");

    private ClusterEdits() {}

    /** Whether it is a key of the datastore, and not a file of the node. */
    static boolean isInDatastore(String key) {
        return !key.startsWith(FILE);
    }

    /** What the node's own files say among these values. */
    static LocalInputs files(Map<String, String> values) {
        String password = values.get(SECRET);
        return new LocalInputs(
                password == null ? Map.of() : Map.of(new SecretKeyRef("s", "k"), password),
                values.entrySet().stream()
                        .filter(entry -> !isInDatastore(entry.getKey())
                                && !entry.getKey().equals(SECRET))
                        .map(entry -> workload(entry.getValue()))
                        .toList());
    }

    /** A BGPPeer's name and an address. */
    private static WorkloadEndpoint workload(String value) {
        int space = value.indexOf(' ');
        IpAddress address = IpAddress.parse(value.substring(space + 1));
        boolean four = address.afi().equals(Afi.IPV4);
        return new WorkloadEndpoint(value.substring(0, space), four ? address : null, four ? null : address);
    }

    /**
     * A change.
     *
     * @param value what is written; null to delete the key
     */
    record Edit(String key, @Nullable String value) {}

    /** What is there before the first change. */
    static List<Edit> beginning() {
        List<Edit> edits = new ArrayList<>();
        edits.add(resource("Node", OWN, OWN_NODES.get(0)));
        edits.add(resource("Node", "b", NODES.get(0)));
        edits.add(resource("Node", "c", NODES.get(1)));
        edits.add(resource("BGPPeer", "p", PEERS.get(0)));
        edits.add(resource("IPPool", "i", POOLS.get(0)));
        edits.add(new Edit(block("192.168.0.0-26"), BLOCKS.get(0)));
        return edits;
    }

    static Arbitrary<Edit> any() {
        return Arbitraries.oneOf(
                resources("Node", List.of("b", "c", "d"), NODES, true),
                resources("Node", List.of(OWN), OWN_NODES, false),
                resources("BGPPeer", List.of("o", "p", "q", "r"), PEERS, true),
                resources("BGPFilter", List.of("f", "g"), FILTERS, true),
                resources("IPPool", List.of("i", "j"), POOLS, true),
                resources("BGPConfiguration", List.of("default", "node.a", "node.b", "other"), SETTINGS, true),
                Arbitraries.of("192.168.0.0-26", "192.168.1.0-26", "10.9.9.9-32", "x")
                        .flatMap(name -> Arbitraries.of(BLOCKS).map(value -> new Edit(block(name), value))),
                Arbitraries.of("192.168.0.0-26", "192.168.1.0-26").map(name -> new Edit(block(name), null)),
                Arbitraries.of(PASSWORDS).injectNull(0.3).map(value -> new Edit(SECRET, value)),
                Arbitraries.of("1", "2")
                        .flatMap(name -> Arbitraries.of(WORKLOADS)
                                .injectNull(0.3)
                                .map(value -> new Edit(FILE + "endpoint/" + name, value))));
    }

    private static Arbitrary<Edit> resources(String kind, List<String> names, List<String> specs, boolean deletable) {
        Arbitrary<Edit> written =
                Arbitraries.of(names).flatMap(name -> Arbitraries.of(specs).map(spec -> resource(kind, name, spec)));
        Arbitrary<Edit> garbage = Arbitraries.of(names)
                .flatMap(name -> Arbitraries.of("", "{", "[]", "{\"spec\":null}")
                        .map(value -> new Edit(key(kind, name), deletable || value.isEmpty() ? value : "{")));
        Arbitrary<Edit> deleted = Arbitraries.of(names).map(name -> new Edit(key(kind, name), null));
        return deletable
                ? Arbitraries.frequencyOf(Tuple.of(7, written), Tuple.of(1, garbage), Tuple.of(2, deleted))
                : Arbitraries.frequencyOf(Tuple.of(7, written), Tuple.of(1, garbage));
    }

    private static Edit resource(String kind, String name, String spec) {
        String labels = name.equals("a") || name.equals("b") ? "rack: r1" : "rack: r2";
        var entries = new Resources()
                .yaml("{kind: " + kind + ", metadata: {name: " + name + ", labels: {" + labels + "}}, spec: {" + spec
                        + "}}")
                .view()
                .entries();
        return new Edit(entries.firstKey(), entries.get(entries.firstKey()).value());
    }

    private static String key(String kind, String name) {
        return resource(kind, name, "").key();
    }

    private static String block(String name) {
        return "/calico/ipam/v2/host/" + OWN + "/ipv4/block/" + name;
    }
}
