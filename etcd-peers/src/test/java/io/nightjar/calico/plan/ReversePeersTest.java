package io.nightjar.calico.plan;

import static io.nightjar.calico.plan.SampleRoutes.heard;
import static io.nightjar.calico.plan.SampleRoutes.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.testing.Resources;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was said for other nodes with this one as their peer: they are its peers, in the same way. */
class ReversePeersTest extends PeersFixture {

    @Test
    void theWayToThemIsTheOneThatWasSaid() {
        cluster("nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "p", "nodeSelector: has(rr), peerSelector: has(me), reachableBy: 10.0.0.9");
        assertThat(names()).containsExactly("Node_10_0_0_40");
        assertThat(plan().config().originated())
                .containsExactly(new OriginatedRoute(
                        Prefix.parse("10.0.0.40/32"), IpAddress.parse("10.0.0.9"), Resources.BASE + "bgppeers/p"));
    }

    @Test
    void everyWordAboutTheSessionArrives() {
        inputs = new LocalInputs(Map.of(new SecretKeyRef("s", "k"), "geheim"), List.of());
        cluster("nodeToNodeMeshEnabled: false")
                .put("BGPFilter", "f", "importV4: [{action: Reject}], exportV4: [{action: Accept}]")
                .put(
                        "BGPPeer",
                        "p",
                        "nodeSelector: has(rr), peerSelector: has(me), ttlSecurity: 2, keepaliveTime: 20s,"
                                + " maxRestartTime: 30s, sourceAddress: None, nextHopMode: Self, filters: [f],"
                                + " password: {secretKeyRef: {name: s, key: k}}");
        SpeakerPeer peer = peer("Node_10_0_0_40");
        assertThat(peer.session().transport().password()).isEqualTo(new TcpPassword("geheim"));
        assertThat(peer.session().transport().ttlSecurity()).isTrue();
        assertThat(peer.session().transport().hops()).isEqualTo(2);
        assertThat(peer.session().timers().keepaliveSeconds()).isEqualTo(20);
        assertThat(peer.session().features().gracefulRestart().restartSeconds()).isEqualTo(30);
        assertThat(peer.session().local().address()).isNull();
        assertThat(peer.session().passive()).isFalse();
        assertThat(peer.policy().nextHop()).isEqualTo(NextHopMode.SELF);
        assertThat(peer.policy()
                        .importPolicy()
                        .evaluate(heard("10.0.0.0/8", 100))
                        .origin())
                .isEqualTo("BGPFilter f, importV4[0]");
        assertThat(peer.policy().exportPolicy().evaluate(own("10.0.0.0/8")).origin())
                .isEqualTo("BGPFilter f, exportV4[0]");
    }

    @Test
    void theyHaveTheirOwnPortAndNumberAndWeAreWhoWeAre() {
        cluster("nodeToNodeMeshEnabled: false")
                .node("b", "10.0.0.40/24", "", "rr: true", "asNumber: 65040")
                .put("BGPConfiguration", "node.b", "listenPort: 500")
                .put(
                        "BGPPeer",
                        "p",
                        "nodeSelector: has(rr), peerIP: 10.0.0.5, localASNumber: 65002, numAllowedLocalASNumbers: 2");
        SpeakerPeer peer = peer("Node_10_0_0_40_port_500");
        assertThat(peer.session().remote().port()).isEqualTo(500);
        assertThat(peer.session().remote().asNumber().value()).isEqualTo(65040);
        assertThat(peer.session().local().asNumber().value()).isEqualTo(64512);
        assertThat(peer.policy().allowedLocalAs()).isZero();
    }
}
