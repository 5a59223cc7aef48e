package io.nightjar.calico.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.calico.testing.LargeCluster;
import io.nightjar.calico.testing.Resources;
import io.nightjar.calico.testing.RichCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterLintTest {

    private static final String MISSING_SECRET = "no session: secret s/k is not there";

    /** Three nodes in a mesh, of which nothing is to be said. */
    private static Resources cluster() {
        return new Resources()
                .node("a", "10.0.0.1/24", "", "rack: r1")
                .node("b", "10.0.0.2/24", "", "rack: r1")
                .node("c", "10.0.0.3/24", "", "rack: r2")
                .put("IPPool", "pool", "cidr: 192.168.0.0/16")
                .block("a", "192.168.0.0/26", "confirmed");
    }

    private static List<String> lint(Resources resources) {
        return ClusterLint.findings(resources.view(), LocalInputs.NONE).stream()
                .map(finding -> finding.key().replace(Resources.BASE, "") + ": " + finding.severity() + ": "
                        + finding.text().replace(Resources.BASE, ""))
                .toList();
    }

    @Test
    void hasNothingToSayOfAHealthyCluster() {
        assertThat(lint(cluster())).isEmpty();
        assertThat(ClusterLint.findings(LargeCluster.reflected(100), LocalInputs.NONE))
                .extracting(Finding::text)
                .containsExactly("no BGPPeer refers to it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "BGPPeer|p|peerIP: nowhere|bgppeers/p: unusable: spec.peerIP: not an IP address: 'nowhere'",
                "BGPPeer|p|peerIP: 192.0.2.1, asNumber: 65001, ttlSecurity: 300|bgppeers/p: suspicious: spec.ttlSecurity: is not used: 'ttlSecurity' is not a number from 0 to 255",
                "BGPPeer|p|peerIP: 192.0.2.1, asNumber: 65001, colour: red|bgppeers/p: suspicious: spec.colour: is unknown",
                "BGPPeer|p|peerIP: 192.0.2.1, asNumber: 65001, node: z|bgppeers/p: unusable: there is no usable Node z",
                "BGPPeer|p|peerIP: 192.0.2.1, asNumber: 65001, nodeSelector: rack == 'r9'|bgppeers/p: unusable: 'nodeSelector' matches no node",
                "BGPPeer|p|peerSelector: has(reflector)|bgppeers/p: unusable: 'peerSelector' matches no node",
                "BGPPeer|p|peerIP: 192.0.2.1, asNumber: 65001, filters: [f]|bgppeers/p: suspicious: there is no usable BGPFilter f",
                "BGPPeer|p|peerIP: 192.0.2.1, asNumber: 65001, password: {secretKeyRef: {name: s, key: k}}|bgppeers/p: unusable: "
                        + MISSING_SECRET,
                "BGPPeer|p|node: a, peerIP: 10.0.0.1|bgppeers/p: unusable: 10.0.0.1 is the node's own address, so there is no session",
                "BGPPeer|p|node: a, peerIP: 10.0.0.2|bgppeers/p: suspicious: 10.0.0.2 is node b, which the mesh has as a peer of a already",
                "BGPPeer|p|peerIP: 'fd00::1', asNumber: 65001|bgppeers/p: unusable: none of its nodes has an ipv6 address, so there is no session",
                "BGPPeer|p|peerIP: 192.0.2.1, keepOriginalNextHop: true|bgppeers/p: suspicious: 'keepOriginalNextHop' has no effect inside an AS",
                "BGPFilter|f|importV4: [{action: Accept}]|bgpfilters/f: suspicious: no BGPPeer refers to it",
                "BGPFilter|f|importV4: []|bgpfilters/f: suspicious: has no rule",
                "IPPool|q|cidr: 192.168.0.0/16|ippools/q: unusable: is left out: ippools/pool is about 192.168.0.0/16, too",
                "IPPool|q|cidr: 192.168.1.0/24, vxlanMode: Always|ippools/q: suspicious: is inside 192.168.0.0/16 of ippools/pool, which has other rules",
                "BGPConfiguration|node.z|listenPort: 1790|bgpconfigurations/node.z: unusable: there is no usable Node z",
                "BGPConfiguration|default|prefixAdvertisements: [{cidr: 172.16.0.0/16, communities: ['1:2']}]|bgpconfigurations/default: suspicious: 'prefixAdvertisements': 172.16.0.0/16 is in no pool and in no range of services",
                "BGPConfiguration|default|nodeMeshPassword: {secretKeyRef: {name: s, key: k}}|bgpconfigurations/default: unusable: no session of the mesh: secret s/k is not there",
                "Node|d|bgp: {ipv4Address: 10.0.0.4/24, routeReflectorClusterID: 1.0.0.1}|nodes/d: suspicious: has a cluster id, so it is not in the mesh, and no BGPPeer concerns it",
                "Node|d|addresses: []|nodes/d: suspicious: has no address, so it takes no part in BGP",
                "Node|d|bgp: {ipv4Address: 10.0.0.4/24, asNumber: 65001}|nodes/d: suspicious: is in AS 65001, the mesh is in AS 64512: Calico's own nodes expect theirs, and what crosses it is not announced further",
                "FelixConfiguration|default|programClusterRoutes: Perhaps|felixconfigurations/default: suspicious: spec.programClusterRoutes: is not used: 'Perhaps'",
                "FelixConfiguration|node.a|programClusterRoutes: Enabled|bgpconfigurations/default: suspicious: routes of pools without encapsulation are programmed by both Felix and this speaker: BGPConfiguration's programClusterRoutes is EnabledNoEncapOnly, Felix' is Enabled (FelixConfiguration node.a)"
            })
    void namesOneObjectWithItsReason(String kind, String name, String spec, String finding) {
        assertThat(lint(cluster().put(kind, name, spec))).containsExactly(finding);
    }

    @Test
    void findsTheSecretThatIsThere() {
        Resources resources = cluster()
                .put("BGPPeer", "p", "peerIP: 192.0.2.1, asNumber: 1, password: {secretKeyRef: {name: s, key: k}}");
        LocalInputs inputs = new LocalInputs(Map.of(new SecretKeyRef("s", "k"), "secret"), List.of());
        assertThat(ClusterLint.findings(resources.view(), inputs)).isEmpty();
    }

    @Test
    void namesBothOfTwoNodesAtOneAddress() {
        assertThat(lint(cluster().node("d", "10.0.0.3/24", "", "")))
                .containsExactly(
                        "nodes/c: suspicious: has the address 10.0.0.3 of node d",
                        "nodes/d: suspicious: has the address 10.0.0.3 of node c");
    }

    @Test
    void saysOnWhichNodesAPeerIsLeftOut() {
        Resources resources = cluster()
                .put("BGPPeer", "m-rack", "nodeSelector: rack == 'r1', peerIP: 192.0.2.1, asNumber: 65001")
                .put("BGPPeer", "n-one", "node: a, peerIP: '192.0.2.1:179', asNumber: 65001")
                .put("BGPPeer", "n-two", "node: c, peerIP: 192.0.2.1, asNumber: 65001")
                .put("BGPPeer", "z-all", "peerIP: 192.0.2.9, asNumber: 65001")
                .put("BGPPeer", "a-one", "node: b, peerIP: 192.0.2.9, asNumber: 65001");
        assertThat(lint(resources))
                .containsExactly(
                        "bgppeers/a-one: suspicious: is left out on b: bgppeers/z-all has that peer",
                        "bgppeers/n-one: suspicious: is left out on a: bgppeers/m-rack has that peer");
    }

    @Test
    void comparesTheAsNumberOfAPeerThatIsANode() {
        Resources resources = new Resources()
                .node("a", "10.0.0.1/24", "", "")
                .node("b", "10.0.0.2/24", "", "", "asNumber: 65001")
                .put("BGPConfiguration", "default", "nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "p", "node: a, peerIP: 10.0.0.2, asNumber: 65002");
        assertThat(lint(resources))
                .containsExactly("bgppeers/p: suspicious: expects AS 65002, but 10.0.0.2 is node b in AS 65001");
    }

    @Test
    void namesNodesToWhichNobodyTalks() {
        Resources resources = cluster()
                .put("BGPConfiguration", "default", "nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "p", "node: a, peerSelector: rack == 'r2'");
        assertThat(lint(resources))
                .containsExactly("nodes/b: suspicious: has no peer: there is no mesh, and no BGPPeer concerns it");
        assertThat(lint(resources.put("BGPPeer", "q", "nodeSelector: rack == 'r2', peerIP: 10.0.0.2")))
                .isEmpty();
    }

    @Test
    void namesBlocksOfNobodyOfTwoAndOfNoPool() {
        Resources resources = cluster()
                .block("z", "192.168.1.0/26", "confirmed")
                .block("b", "172.16.0.0/26", "confirmed")
                .block("b", "192.168.0.0/28", "confirmed")
                .block("c", "192.168.0.0/26", "pending")
                .block("a", "fd00::/122", "confirmed");
        assertThat(lint(resources))
                .containsExactly(
                        "/calico/ipam/v2/host/a/ipv6/block/fd00::-122: unusable: node a has no ipv6 address: nobody announces it",
                        "/calico/ipam/v2/host/a/ipv6/block/fd00::-122: suspicious: is in no pool",
                        "/calico/ipam/v2/host/b/ipv4/block/172.16.0.0-26: suspicious: is in no pool",
                        "/calico/ipam/v2/host/b/ipv4/block/192.168.0.0-28: suspicious: is in 192.168.0.0/26 of node a",
                        "/calico/ipam/v2/host/z/ipv4/block/192.168.1.0-26: unusable: there is no usable node z: nobody announces it");
    }

    @Test
    void saysThatAPoolAcrossSubnetsNeedsSubnets() {
        assertThat(lint(cluster()
                        .put("BGPConfiguration", "default", "programClusterRoutes: EnabledNoEncapOnly")
                        .put("IPPool", "wrapped", "cidr: 172.16.0.0/16, ipipMode: CrossSubnet")
                        .node("d", "10.0.0.4", "", "")))
                .containsExactly(
                        "nodes/d: suspicious: has no subnet, so all packets of pools with CrossSubnet go through the tunnel");
    }

    @Test
    void saysWhenBothLayoutsAreThere() {
        assertThat(lint(cluster().key("/calico/bgp/v1/global/as_num", "64512")))
                .containsExactly(
                        "/calico/bgp/v1: suspicious: is not looked at: what is below /calico/resources/v3/projectcalico.org/ counts"
                                .replace(Resources.BASE, ""));
    }

    @Test
    void knowsTheOlderLayout() {
        ClusterKeys keys = new ClusterKeys()
                .node("a", "10.0.0.1")
                .put(ClusterKeys.host("b", "as_num"), "64512")
                .put(ClusterKeys.global("custom_filters/v4/f"), "accept;")
                .put(ClusterKeys.global("loglevel"), "info")
                .put(ClusterKeys.global("node_mash"), "{}")
                .peer("a", "10.0.0.9", "many")
                .pool("192.168.0.0/16");
        assertThat(ClusterLint.findings(keys.view(), LocalInputs.NONE))
                .extracting(finding -> finding.key() + ": " + finding.text())
                .containsExactly(
                        "/calico/bgp/v1/global/custom_filters/v4/f: filters in BIRD's language are not applied",
                        "/calico/bgp/v1/global/node_mash: no such key is known",
                        "/calico/bgp/v1/host/a/peer_v4/10.0.0.9: not an AS number: 'many'",
                        "/calico/bgp/v1/host/b: is half there: ip_addr_v4 is missing");
    }

    @Test
    void comparesTheNameWithTheKey() {
        assertThat(lint(cluster()
                        .key(
                                Resources.BASE + "ippools/x",
                                "{\"metadata\":{\"name\":\"y\"},\"spec\":{\"cidr\":\"10.1.0.0/16\"}}")
                        .key(Resources.BASE + "ippools/z", "{")))
                .containsExactly(
                        "ippools/x: suspicious: metadata.name: is y, but the key's name is what counts",
                        "ippools/z: unusable: not JSON",
                        "ippools/z: unusable: spec: not JSON: '{'");
    }

    @Test
    void looksAtAClusterInWhichEverythingIsSaid() {
        assertThat(lint(RichCluster.resources()))
                .containsExactly(
                        "bgpconfigurations/default: unusable: no session of the mesh: secret mesh/key is not there");
    }
}
