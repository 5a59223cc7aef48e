package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.testing.Resources;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sessions a node has in Calico 3, and what they are like. */
class ResourcePeersTest extends PeersFixture {

    @Test
    void theMeshIsThereUnlessSomebodySaysNo() {
        cluster("logSeverityScreen: Debug");
        assertThat(names()).containsExactly("Mesh_10_0_0_40", "Mesh_10_0_0_6", "Mesh_fd00__6");
        assertThat(plan().node().logSeverity()).isEqualTo("debug");
        cluster("nodeToNodeMeshEnabled: false");
        assertThat(names()).isEmpty();
        assertThat(plan().config().local().listeners()).isEmpty();
    }

    @Test
    void theMeshComparesTextsNotNumbers() {
        cluster("asNumber: 64512");
        assertThat(peer("Mesh_10_0_0_40").session().passive()).isFalse();
        assertThat(peer("Mesh_10_0_0_6").session().passive()).isTrue();
    }

    @Test
    void aReflectorHasNoPartInTheMesh() {
        cluster("asNumber: 64512").node("b", "10.0.0.40/24", "", "", "routeReflectorClusterID: 1.0.0.1");
        assertThat(names()).containsExactly("Mesh_10_0_0_6", "Mesh_fd00__6");
        cluster("asNumber: 64512", "routeReflectorClusterID: 1.0.0.1");
        assertThat(names()).isEmpty();
    }

    /** The session goes on, as nothing is different that a connection or an OPEN carries. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "peerSelector: has(rr)",
                "peerSelector: has(rr), nodeSelector: all()",
                "peerSelector: has(rr), node: own",
                "peerIP: 10.0.0.40, asNumber: 64512",
                "peerIP: 10.0.0.40, asNumber: 64512, node: own"
            })
    void aNodeThatBecomesAReflectorIsTheSamePeer(String peering) {
        cluster("asNumber: 64512");
        SpeakerPeer before = peer("Mesh_10_0_0_40");

        cluster("asNumber: 64512, nodeToNodeMeshEnabled: false")
                .node("b", "10.0.0.40/24", "", "rr: true", "routeReflectorClusterID: 1.0.0.1")
                .put("BGPPeer", "p", peering);
        SpeakerPeer after = plan().config().peers().get(0);
        assertThat(after.session().id()).isEqualTo(before.session().id());
        assertThat(after.session().id().name()).matches("(Node|Global)_10_0_0_40");
        assertThat(after.session().sharesSessionWith(before.session())).isTrue();
    }

    @Test
    void theMeshHasItsPortItsPasswordAndItsTime() {
        inputs = new LocalInputs(Map.of(new SecretKeyRef("mesh", "key"), "geheim"), List.of());
        cluster(
                        "listenPort: 1179, nodeMeshMaxRestartTime: 2m0s, nodeMeshPassword: {secretKeyRef: {name: mesh, key: key}}")
                .put("BGPConfiguration", "node.a", "listenPort: 2179")
                .put("BGPConfiguration", "Node.a", "listenPort: 3179");
        assertThat(peer("Mesh_10_0_0_6").session().remote().port()).isEqualTo(2179);
        assertThat(peer("Mesh_10_0_0_40").session().remote().port()).isEqualTo(1179);
        assertThat(peer("Mesh_10_0_0_6").session().transport().password()).isEqualTo(new TcpPassword("geheim"));
        assertThat(peer("Mesh_10_0_0_6").session().features().gracefulRestart().restartSeconds())
                .isEqualTo(120);
        assertThat(plan().config().local().listeners())
                .containsExactly(
                        new ListenEndpoint(IpAddress.parse("0.0.0.0"), 1179),
                        new ListenEndpoint(IpAddress.parse("::"), 1179));
        assertThat(plan().toString()).doesNotContain("geheim");
        assertThat(inputs.toString()).doesNotContain("geheim");
    }

    @Test
    void nothingElseIsSaidAboutTheMesh() {
        cluster("asNumber: 64512").put("BGPFilter", "f", "importV4: [{action: Reject}], exportV4: [{action: Accept}]");
        SpeakerPeer peer = peer("Mesh_10_0_0_6");
        assertThat(peer.policy().importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
        assertThat(peer.policy().exportPolicy().rules())
                .noneMatch(rule -> rule.origin().startsWith("BGPFilter"));
        assertThat(peer.policy().nextHop()).isEqualTo(NextHopMode.AUTO);
        assertThat(peer.policy().clientClusterId()).isNull();
        assertThat(peer.policy().allowedLocalAs()).isZero();
        assertThat(peer.session().timers().keepaliveSeconds()).isZero();
        assertThat(peer.session().transport()).isEqualTo(new PeerTransport(null, 64, false));
        assertThat(peer.session().local().address()).isEqualTo(IpAddress.parse("10.0.0.5"));
    }

    @Test
    void ofTwoNodesThatClaimOneAddressWithDifferentPortsOneIsAPeer() {
        cluster("asNumber: 64512")
                .put("Node", "twin", "bgp: {ipv4Address: 10.0.0.6/24}")
                .put("BGPConfiguration", "node.twin", "listenPort: 2179");
        assertThat(names()).containsOnlyOnce("Mesh_10_0_0_6");
        assertThat(notes())
                .anyMatch(note ->
                        note.startsWith("peer Mesh_10_0_0_6 is left out: ") && note.endsWith(" is Mesh_10_0_0_6"));
    }

    @Test
    void noSessionGoesWithoutThePasswordThatItShouldHave() {
        cluster("nodeMeshPassword: {secretKeyRef: {name: mesh, key: key}}");
        assertThat(names()).isEmpty();
        assertThat(notes()).contains("peer Mesh_10_0_0_6 is left out: secret mesh/key is not there");
        settings = new PlanSettings(OWN, IdentifierSource.NODE_ADDRESS, List.of(), List.of(), true);
        assertThat(names()).hasSize(3);
        assertThat(notes()).contains("peer Mesh_10_0_0_6 has no password: secret mesh/key is not there");
        inputs = new LocalInputs(Map.of(new SecretKeyRef("mesh", "key"), "p".repeat(81)), List.of());
        assertThat(notes().get(0)).contains("1 to 80 octets");
    }

    @Test
    void listeningMayBeBoundToTheNodesAddresses() {
        cluster("bindMode: NodeIP").put("BGPConfiguration", "node.own", "listenPort: 150");
        assertThat(plan().config().local().listeners())
                .containsExactly(
                        new ListenEndpoint(IpAddress.parse("10.0.0.5"), 150),
                        new ListenEndpoint(IpAddress.parse("fd00::5"), 150));
    }

    /** Each row: fields of a BGPPeer, and the names of the sessions that come of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "peerIP: 192.0.2.1, asNumber: 65001                       | Global_192_0_2_1",
                "peerIP: '192.0.2.1:179', asNumber: 65001                 | Global_192_0_2_1_port_179",
                "peerIP: '192.0.2.1:500', asNumber: 65001                 | Global_192_0_2_1_port_500",
                "peerIP: '2001:db8::1', asNumber: 65001                   | Global_2001_db8__1",
                "peerIP: '[2001:DB8:0::1]:500', asNumber: 65001           | Global_2001_db8__1_port_500",
                "peerIP: 10.0.0.5                                         | Node_10_0_0_40 Node_10_0_0_6",
                "peerIP: 10.0.0.5, reversePeering: Manual                 | ~~",
                "peerIP: 10.0.0.5, asNumber: 65001                        | ~~",
                "peerIP: '10.0.0.5:500'                                   | Node_10_0_0_40 Node_10_0_0_6",
                "peerIP: 192.0.2.1, node: own                             | Node_192_0_2_1",
                "peerIP: 192.0.2.1, node: other                           | ~~",
                "peerIP: 192.0.2.1, nodeSelector: has(me)                 | Node_192_0_2_1",
                "peerIP: 192.0.2.1, nodeSelector: '!has(me)'              | ~~",
                "peerSelector: all()                       | Global_10_0_0_40 Global_10_0_0_6 Global_fd00__6",
                "peerSelector: has(rr)                                    | Global_10_0_0_40",
                "peerSelector: has(rr), node: own                         | Node_10_0_0_40",
                "peerSelector: has(rr), node: a                           | ~~",
                "peerSelector: has(me), nodeSelector: rack == 'r2'        | Node_10_0_0_40",
                "peerSelector: has(me), node: a                           | Node_10_0_0_6 Node_fd00__6",
                "peerSelector: has(me), node: a, reversePeering: Manual   | ~~",
                "peerSelector: rack == 'r1', nodeSelector: rack == 'r1'   | Node_10_0_0_6 Node_fd00__6"
            })
    void whoIsAPeer(String spec, String names) {
        cluster("nodeToNodeMeshEnabled: false").put("BGPPeer", "p", spec.strip());
        assertThat(String.join(" ", names())).isEqualTo(names.strip());
        assertThat(plan().unusables()).isEmpty();
    }

    /** Each row: ports of all nodes and of this one, the port that somebody says, and whether this node is meant. */
    @ParameterizedTest
    @CsvSource({
        ", , 500, true",
        "500, , 500, true",
        "501, , 500, false",
        ", 500, 500, true",
        ", 501, 500, false",
        "500, 500, 500, true",
        "501, 500, 500, false",
        "500, 501, 500, false",
        "501, 502, 0, true"
    })
    void aNodeIsMeantByItsPortInCalicosWay(String all, String own, int port, boolean meant) {
        cluster("nodeToNodeMeshEnabled: false" + (all == null ? "" : ", listenPort: " + all));
        if (own != null) {
            resources.put("BGPConfiguration", "node.own", "listenPort: " + own);
        }
        resources.put("BGPPeer", "p", "node: b, peerIP: '10.0.0.5" + (port == 0 ? "" : ":" + port) + "'");
        assertThat(names().isEmpty()).isNotEqualTo(meant);
    }

    @Test
    void theFirstNameGetsThePlaceAndAllBeforeOne() {
        cluster("nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "z-global", "peerIP: '192.0.2.1:179', asNumber: 65009")
                .put("BGPPeer", "b-node", "node: own, peerIP: 192.0.2.1, asNumber: 65002")
                .put("BGPPeer", "a-node", "node: own, peerIP: 192.0.2.2, asNumber: 65001")
                .put("BGPPeer", "c-node", "node: own, peerIP: 192.0.2.2, asNumber: 65003");
        assertThat(names()).containsExactly("Global_192_0_2_1_port_179", "Node_192_0_2_2");
        assertThat(peer("Node_192_0_2_2").session().remote().asNumber().value()).isEqualTo(65001);
    }

    @Test
    void aPeerWithAnAddressOfANodeListensWhereTheNodeDoes() {
        cluster("nodeToNodeMeshEnabled: false, listenPort: 150")
                .put("BGPConfiguration", "node.a", "listenPort: 500")
                .put("BGPPeer", "p", "peerIP: 10.0.0.6")
                .put("BGPPeer", "q", "peerIP: 10.0.0.40, asNumber: 65000");
        assertThat(names()).containsExactly("Global_10_0_0_40", "Global_10_0_0_6_port_500");
        assertThat(peer("Global_10_0_0_6_port_500").session().passive()).isTrue();
        assertThat(peer("Global_10_0_0_40").session().passive()).isFalse();
    }

    @Test
    void aPeerWithTheAddressOfANodeWaitsWhateverItsNumberIs() {
        cluster("nodeToNodeMeshEnabled: false, listenPort: 150")
                .put("BGPPeer", "p", "peerIP: 10.0.0.6, asNumber: 65000")
                .put("BGPPeer", "q", "peerIP: 10.0.0.7, asNumber: 65000");
        assertThat(names()).containsExactly("Global_10_0_0_6", "Global_10_0_0_7");
        assertThat(peer("Global_10_0_0_6").session().passive()).isTrue();
        assertThat(peer("Global_10_0_0_7").session().passive()).isFalse();
    }

    @Test
    void nodesThatAreSelectedHaveTheirPorts() {
        cluster("nodeToNodeMeshEnabled: false, listenPort: 150")
                .put("BGPConfiguration", "node.a", "listenPort: 500")
                .put("BGPPeer", "p", "peerSelector: all()");
        assertThat(names())
                .containsExactly("Global_10_0_0_40_port_150", "Global_10_0_0_6_port_500", "Global_fd00__6_port_500");
        assertThat(peer("Global_10_0_0_40_port_150").session().remote().port()).isEqualTo(150);
        assertThat(peer("Global_fd00__6_port_500").session().remote().port()).isEqualTo(500);
    }

    @Test
    void onlyGlobalPeersThatAreGivenByAddressWait() {
        cluster("nodeToNodeMeshEnabled: false").put("BGPPeer", "p", "peerSelector: rack == 'r1'");
        assertThat(peer("Global_10_0_0_6").session().passive()).isFalse();
        resources.put("BGPPeer", "p", "node: own, peerIP: 10.0.0.6");
        assertThat(peer("Node_10_0_0_6").session().passive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({", true", "1.0.0.1, false", "1.0.0.2, true"})
    void aReflectorsClientsAreThoseOfNoOrAnotherCluster(String cluster, boolean client) {
        cluster("nodeToNodeMeshEnabled: false", "routeReflectorClusterID: 1.0.0.1");
        String[] fields = cluster == null ? new String[0] : new String[] {"routeReflectorClusterID: " + cluster};
        resources.node("b", "10.0.0.40/24", "", "rr: true", fields).put("BGPPeer", "p", "peerSelector: has(rr)");
        assertThat(peer("Global_10_0_0_40").policy().clientClusterId())
                .isEqualTo(client ? BgpIdentifier.parse("1.0.0.1") : null);
        resources.put("BGPPeer", "q", "peerIP: 192.0.2.1, asNumber: 65001");
        assertThat(peer("Global_192_0_2_1").policy().clientClusterId()).isNull();
        resources.put("BGPPeer", "q", "peerIP: 192.0.2.1, asNumber: 65001, localASNumber: 65001");
        assertThat(peer("Global_192_0_2_1").policy().clientClusterId()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "asNumber: 64512                                             | AUTO",
                "asNumber: 64512, keepOriginalNextHop: true                  | AUTO",
                "asNumber: 65001, keepOriginalNextHop: true                  | KEEP",
                "asNumber: 65001, keepOriginalNextHop: true, nextHopMode: Self | SELF",
                "asNumber: 65001, keepOriginalNextHop: true, nextHopMode: Auto | AUTO",
                "asNumber: 64512, nextHopMode: Keep                          | KEEP",
                "asNumber: 65001, localASNumber: 65001, keepOriginalNextHop: true | AUTO",
                "asNumber: 64512, localASNumber: 65001, keepOriginalNextHop: true | KEEP"
            })
    void nextHopsAreWhatWasSaid(String fields, NextHopMode mode) {
        cluster("nodeToNodeMeshEnabled: false").put("BGPPeer", "p", "peerIP: 192.0.2.1, " + fields.strip());
        assertThat(peer("Global_192_0_2_1").policy().nextHop()).isEqualTo(mode);
    }

    @Test
    void everyWordAboutAnAddressArrives() {
        inputs = new LocalInputs(Map.of(new SecretKeyRef("s", "tor"), "x\n"), List.of());
        cluster("nodeToNodeMeshEnabled: false")
                .put(
                        "BGPPeer",
                        "p",
                        "peerIP: 192.0.2.1, asNumber: 1.10, localASNumber: 65002, sourceAddress: None,"
                                + " maxRestartTime: 1m30s, keepaliveTime: 1499ms, numAllowedLocalASNumbers: 2,"
                                + " ttlSecurity: 3, reachableBy: 10.0.0.1,"
                                + " password: {secretKeyRef: {name: s, key: tor}}");
        SpeakerPeer peer = peer("Global_192_0_2_1");
        assertThat(peer.session().remote().asNumber().value()).isEqualTo(65546);
        assertThat(peer.session().local().asNumber().value()).isEqualTo(65002);
        assertThat(peer.session().local().address()).isNull();
        assertThat(peer.session().features().gracefulRestart().restartSeconds()).isEqualTo(90);
        assertThat(peer.session().timers().keepaliveSeconds()).isEqualTo(1);
        assertThat(peer.session().transport().ttlSecurity()).isTrue();
        assertThat(peer.session().transport().hops()).isEqualTo(3);
        assertThat(peer.session().transport().password()).isEqualTo(new TcpPassword("x\n"));
        assertThat(peer.policy().allowedLocalAs()).isEqualTo(2);
        assertThat(plan().config().originated())
                .containsExactly(new OriginatedRoute(
                        Prefix.parse("192.0.2.1/32"), IpAddress.parse("10.0.0.1"), Resources.BASE + "bgppeers/p"));
    }

    @Test
    void theWayToSelectedNodesIsOfTheRoutersFamily() {
        cluster("nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "p", "peerSelector: rack == 'r1' && !has(me), reachableBy: 10.0.0.1");
        assertThat(names()).containsExactly("Global_10_0_0_6", "Global_fd00__6");
        assertThat(plan().unusables()).isEmpty();
        assertThat(plan().config().originated())
                .containsExactly(new OriginatedRoute(
                        Prefix.parse("10.0.0.6/32"), IpAddress.parse("10.0.0.1"), Resources.BASE + "bgppeers/p"));
    }

    @Test
    void aNodeIsNeverAskedToLookLikeAnotherAs() {
        cluster("nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "p", "peerSelector: has(rr), localASNumber: 65002, numAllowedLocalASNumbers: 2");
        assertThat(peer("Global_10_0_0_40").session().local().asNumber().value())
                .isEqualTo(64512);
        assertThat(peer("Global_10_0_0_40").policy().allowedLocalAs()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "asNumber: 65001                                   | 'peerIP' is missing or empty",
                "peerIP: 192.0.2.300                               | 'peerIP': not an IP address: '192.0.2.300'",
                "peerIP: '192.0.2.1:x'                             | 'peerIP' has no port: 'x'",
                "peerIP: '192.0.2.1:65536'                         | 'peerIP' has no port: '65536'",
                "peerIP: '['                                       | 'peerIP': not an IP address: '['",
                "peerIP: '[192.0.2.1]:'                            | 'peerIP' has no port: ''",
                "peerIP: 192.0.2.1, asNumber: x                    | 'asNumber': not an AS number: 'x'",
                "peerIP: 192.0.2.1, nodeSelector: 'a ='            | 'nodeSelector' is no selector: expected an operator at character 3",
                "peerSelector: 'a ='                               | 'peerSelector' is no selector: expected an operator at character 3",
                "localWorkloadSelector: all()                      | 'asNumber' is missing or empty",
                "peerIP: 192.0.2.1, reachableBy: 'fd00::1'         | 'reachableBy' is of another family: fd00::1",
                "peerIP: 192.0.2.1, sourceAddress: Any             | 'sourceAddress' is 'Any'",
                "peerIP: 192.0.2.1, password: {secretKeyRef: {name: ../a, key: b}} | no name of a secret or a key: '../a'"
            })
    void aBrokenPeerIsNamedAndItsLastGoodVersionHolds(String spec, String reason) {
        cluster("nodeToNodeMeshEnabled: false").put("BGPPeer", "p", "peerIP: 192.0.2.9, asNumber: 65001");
        ClusterStateBuilder builder = new ClusterStateBuilder();
        builder.update(resources.view());
        resources.put("BGPPeer", "p", spec.strip());
        Plan.Ready plan = (Plan.Ready) new SpeakerPlanner(settings).plan(builder.update(resources.view()));
        assertThat(plan.unusables()).singleElement().satisfies(unusable -> {
            assertThat(unusable.key()).isEqualTo(Resources.BASE + "bgppeers/p");
            assertThat(unusable.reason()).isEqualTo(reason);
            assertThat(unusable.lastGoodInForce()).isTrue();
        });
        assertThat(plan.config().peers()).hasSize(1);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsNoted() {
        cluster("nodeToNodeMeshEnabled: false, programClusterRoutes: Perhaps, ignoredInterfaces: ['*', 'eth1']")
                .put(
                        "BGPPeer",
                        "p",
                        "peerIP: 192.0.2.1, asNumber: 65001, keepaliveTime: 240s, maxRestartTime: soon,"
                                + " ttlSecurity: 256, nextHopMode: Any, filters: [none]");
        assertThat(notes())
                .containsExactly(
                        "'ignoredInterfaces' does not ignore all interfaces",
                        "'programClusterRoutes' is not used: 'Perhaps'",
                        "'keepaliveTime' is not used: more than 239 s",
                        "'maxRestartTime' is not used: not a duration: 'soon'",
                        "'nextHopMode' is not used: none of Auto, Self and Keep: 'Any'",
                        "'ttlSecurity' is not used: 'ttlSecurity' is not a number from 0 to 255",
                        "there is no usable BGPFilter none");
        assertThat(plan().node().ignoredInterfaces()).containsExactly("eth1");
        assertThat(peer("Global_192_0_2_1").policy().importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
    }

    @Test
    void theNewerLayoutCountsIfBothAreThere() {
        cluster("nodeToNodeMeshEnabled: false")
                .key("/calico/bgp/v1/global/peer_v4/192.0.2.1", "{\"ip\":\"192.0.2.1\",\"as_num\":\"1\"}");
        assertThat(names()).isEmpty();
        assertThat(plan().notes())
                .containsExactly(new PlanNote(
                        "/calico/bgp/v1",
                        "is not looked at: what is below /calico/resources/v3/projectcalico.org/ counts"));
    }

    @Test
    void aNodeThatIsNotThereIsWaitedForUnderItsKey() {
        resources.node("a", "10.0.0.6/24", "", "");
        Plan plan = new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(resources.view()));
        assertThat(((Plan.Waiting) plan).reason()).contains(Resources.BASE + "nodes/own");
    }
}
