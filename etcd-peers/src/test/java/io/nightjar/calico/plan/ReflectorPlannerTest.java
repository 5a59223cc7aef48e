package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.calico.testing.MapEnvironment;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The standalone reflector at 10.0.0.9, beside nodes at 10.0.0.1 and 10.0.0.2. */
class ReflectorPlannerTest {

    private static final String OWN = "10.0.0.9";

    private final ClusterKeys keys = new ClusterKeys().node("n1", "10.0.0.1").node("n2", "10.0.0.2");

    private final MapEnvironment environment =
            new MapEnvironment().variable("NODENAME", "somewhere").variable("IP", OWN);

    private Plan.Ready ready() {
        PlanSettings settings = PlanSettings.fromEnvironment(environment).asReflector();
        Plan plan = new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(keys.view()));
        assertThat(plan).isInstanceOf(Plan.Ready.class);
        return (Plan.Ready) plan;
    }

    private Map<String, SpeakerPeer> peers() {
        return ready().config().peers().stream()
                .collect(Collectors.toMap(peer -> peer.session().id().name(), peer -> peer));
    }

    private ClusterKeys reflector(String address, String clusterId) {
        return keys.put(
                "/calico/bgp/v1/rr_v4/" + address, "{\"ip\":\"" + address + "\",\"cluster_id\":\"" + clusterId + "\"}");
    }

    private static BgpIdentifier cluster(SpeakerPeer peer) {
        return peer.policy().clientClusterId();
    }

    @Test
    void everybodysPeerHasEverybodyAsClient() {
        keys.peer("global", OWN, "64600");
        Map<String, SpeakerPeer> peers = peers();
        assertThat(peers).containsOnlyKeys("Global_10_0_0_1", "Global_10_0_0_2");
        SpeakerPeer client = peers.get("Global_10_0_0_1");
        PeerConfig session = client.session();
        assertThat(session.remote().asNumber()).isEqualTo(AsNumber.of(64600));
        assertThat(session.local().asNumber()).isEqualTo(AsNumber.of(64600));
        assertThat(session.local().address()).isEqualTo(IpAddress.parse(OWN));
        assertThat(session.passive()).isFalse();
        assertThat(session.features().addPathReceive()).isEmpty();
        assertThat(session.features().addPathSend()).isEmpty();
        assertThat(client.policy())
                .isEqualTo(new PeerPolicy(
                        RoutePolicy.ACCEPT_ALL,
                        RoutePolicy.ACCEPT_ALL,
                        PeerPolicy.NextHopMode.KEEP,
                        BgpIdentifier.parse(OWN)));
    }

    @Test
    void aNodesOwnPeerHasThatNodeAsClient() {
        keys.peer("n2", OWN, "64512").peer("n1", "10.0.0.77", "64512");
        assertThat(peers()).containsOnlyKeys("Node_10_0_0_2");
    }

    @Test
    void whatWasSaidForAllGoesBeforeWhatWasSaidForOne() {
        keys.peer("n2", OWN, "64513").peer("global", OWN, "64512");
        assertThat(peers()).containsOnlyKeys("Global_10_0_0_1", "Global_10_0_0_2");
    }

    @Test
    void listedReflectorsArePeersOfEachOtherAndReflectForTheirCluster() {
        reflector(OWN, "1.0.0.1");
        reflector("10.0.0.10", "1.0.0.2");
        keys.peer("global", OWN, "64512");
        Map<String, SpeakerPeer> peers = peers();
        assertThat(peers).containsOnlyKeys("Mesh_10_0_0_10", "Global_10_0_0_1", "Global_10_0_0_2");
        assertThat(cluster(peers.get("Mesh_10_0_0_10"))).isNull();
        assertThat(cluster(peers.get("Global_10_0_0_1"))).isEqualTo(BgpIdentifier.parse("1.0.0.1"));
    }

    @Test
    void aReflectorThatIsNotListedKnowsNoOthers() {
        reflector("10.0.0.10", "1.0.0.2");
        keys.peer("global", OWN, "64512");
        assertThat(peers()).containsOnlyKeys("Global_10_0_0_1", "Global_10_0_0_2");
    }

    @Test
    void aListedReflectorWithoutAClusterIdUsesItsIdentifier() {
        reflector(OWN, "");
        keys.peer("global", OWN, "64512");
        assertThat(cluster(peers().get("Global_10_0_0_1"))).isEqualTo(BgpIdentifier.parse(OWN));
    }

    @Test
    void anUnusableEntryIsNamedAndTheOthersCount() {
        reflector(OWN, "1.0.0.1");
        reflector("10.0.0.10", "none");
        keys.peer("global", OWN, "64512");
        assertThat(ready().unusables())
                .singleElement()
                .satisfies(unusable -> assertThat(unusable.key()).isEqualTo("/calico/bgp/v1/rr_v4/10.0.0.10"));
        assertThat(peers()).hasSize(2);
    }

    @Test
    void aNodeAtTheReflectorsOwnAddressIsNoClient() {
        keys.node("here", OWN).peer("global", OWN, "64512");
        assertThat(peers()).containsOnlyKeys("Global_10_0_0_1", "Global_10_0_0_2");
    }

    @Test
    void familiesDoNotMix() {
        environment.variable("IP6", "fd00::9");
        keys.put(ClusterKeys.host("n1", "ip_addr_v6"), "fd00::1").peer("global", "fd00::9", "64512");
        assertThat(peers()).containsOnlyKeys("Global_fd00__1");
    }

    @Test
    void itHasNoRoutesAndNoKernelAndListensWhereItsPeersAre() {
        keys.peer("global", OWN, "64512").block("somewhere", "192.168.0.0/26", "confirmed");
        SpeakerConfig config = ready().config();
        assertThat(config.originated()).isEmpty();
        assertThat(config.kernel()).isEqualTo(KernelConfig.OFF);
        assertThat(config.local().identifier()).isEqualTo(BgpIdentifier.parse(OWN));
        assertThat(config.local().listeners())
                .extracting(ListenEndpoint::port)
                .containsExactly(ListenEndpoint.BGP_PORT);
    }

    @Test
    void aReflectorThatNobodyAsksForSaysSo() {
        assertThat(ready().notes())
                .containsExactly(
                        new PlanNote("IP", "no node has 10.0.0.9 as a configured peer: there are no sessions"));
    }

    @Test
    void withoutAnAddressThereIsNoReflector() {
        PlanSettings nowhere = PlanSettings.of("somewhere");
        assertThatThrownBy(nowhere::asReflector)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("IP: holds no address; a route reflector needs its own in IP or IP6");
    }

    @Test
    void withIpv6OnlyItWaitsForAnIdentifier() {
        environment.variable("IP", "none").variable("IP6", "fd00::9");
        PlanSettings settings = PlanSettings.fromEnvironment(environment).asReflector();
        Plan plan = new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(keys.view()));
        assertThat(plan)
                .isInstanceOfSatisfying(
                        Plan.Waiting.class,
                        waiting -> assertThat(waiting.reason()).contains("CALICO_ROUTER_ID"));
        environment.variable("CALICO_ROUTER_ID", "9.9.9.9");
        assertThat(ready().config().local().identifier()).isEqualTo(BgpIdentifier.parse("9.9.9.9"));
    }

    @Test
    void resourcesOfCalico3CountInTheSameWay() {
        String resources = "/calico/resources/v3/projectcalico.org/";
        keys.put(
                        resources + "nodes/n3",
                        "{\"metadata\":{\"name\":\"n3\",\"labels\":{\"rack\":\"a\"}},\"spec\":{\"bgp\":{\"ipv4Address\":\"10.0.0.3/24\"}}}")
                .put(
                        resources + "nodes/n4",
                        "{\"metadata\":{\"name\":\"n4\"},\"spec\":{\"bgp\":{\"ipv4Address\":\"10.0.0.4/24\"}}}")
                .put(
                        resources + "bgppeers/rr",
                        "{\"metadata\":{\"name\":\"rr\"},\"spec\":{\"nodeSelector\":\"rack == 'a'\",\"peerIP\":\"10.0.0.9\",\"asNumber\":64512}}");
        assertThat(peers()).containsOnlyKeys("Node_10_0_0_3");
        assertThat(List.copyOf(peers().values()).get(0).policy().nextHop()).isEqualTo(PeerPolicy.NextHopMode.KEEP);
    }
}
