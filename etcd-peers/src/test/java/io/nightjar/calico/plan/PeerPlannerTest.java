package io.nightjar.calico.plan;

import static io.nightjar.calico.testing.ClusterKeys.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a configured peer's own words change. */
class PeerPlannerTest {

    private static final String OWN = "node00";

    private static final String TOR = host(OWN, "peer_v4/10.0.0.1");

    private final ClusterKeys keys = new ClusterKeys();

    @BeforeEach
    void aNode() {
        keys.node(OWN, "10.0.0.2");
    }

    private Plan.Ready plan() {
        return (Plan.Ready)
                new SpeakerPlanner(PlanSettings.of(OWN)).plan(new ClusterStateBuilder().update(keys.view()));
    }

    private SpeakerPeer tor(String fields) {
        keys.put(TOR, "{\"ip\":\"10.0.0.1\",\"as_num\":\"65001\"" + fields + "}");
        return plan().config().peers().get(0);
    }

    @Test
    void withoutWordsTheTemplateHolds() {
        SpeakerPeer tor = tor("");

        assertThat(tor.session().transport()).isEqualTo(PeerTransport.DEFAULT);
        assertThat(tor.session().timers().keepaliveSeconds()).isZero();
        assertThat(tor.session().features().gracefulRestart())
                .isEqualTo(new GracefulRestartSettings(Mode.ON, 120, 3600));
        assertThat(tor.session().features().extendedMessages()).isFalse();
        assertThat(tor.policy().nextHop()).isEqualTo(NextHopMode.SELF);
        assertThat(tor.policy().allowedLocalAs()).isZero();
    }

    @Test
    void everyWordArrives() {
        SpeakerPeer tor = tor(",\"local_as_num\":\"65001\",\"password\":\"geheim\",\"ttl_security\":1,"
                + "\"restart_time\":\"30\",\"keepalive_time\":\"10\",\"next_hop_mode\":\"Keep\","
                + "\"num_allow_local_as\":3");

        assertThat(tor.session().local().asNumber()).isEqualTo(AsNumber.of(65001));
        assertThat(tor.session().type()).isEqualTo(PeerType.INTERNAL);
        assertThat(tor.session().transport()).isEqualTo(new PeerTransport(new TcpPassword("geheim"), 1, true));
        assertThat(tor.session().timers().keepaliveSeconds()).isEqualTo(10);
        assertThat(tor.session().timers().holdSeconds()).isEqualTo(240);
        assertThat(tor.session().features().gracefulRestart().restartSeconds()).isEqualTo(30);
        assertThat(tor.policy().nextHop()).isEqualTo(NextHopMode.KEEP);
        assertThat(tor.policy().allowedLocalAs()).isEqualTo(3);
        assertThat(plan().notes()).isEmpty();
        assertThat(plan().toString()).doesNotContain("geheim");
    }

    @Test
    void aNextHopIsKeptTowardsAnotherAs() {
        assertThat(tor(",\"keep_next_hop\":true").policy().nextHop()).isEqualTo(NextHopMode.KEEP);
        assertThat(tor(",\"keep_next_hop\":true,\"local_as_num\":65001")
                        .policy()
                        .nextHop())
                .isEqualTo(NextHopMode.SELF);
    }

    @Test
    void whatCannotBeUsedIsANoteWithItsKey() {
        tor(",\"ttl_security\":\"many\",\"filters\":[\"a\"]");

        assertThat(plan().notes())
                .containsExactly(
                        new PlanNote(TOR, "'filters' is not used"),
                        new PlanNote(TOR, "'ttl_security' is not used: not a number from 0 to 255: 'many'"));
    }

    @Test
    void rulesOfCalicoAreAPolicyTowardsAnotherAsToo() {
        // RFC 8212 §2: the operator has configured one.
        assertThat(tor("").policy().importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
        assertThat(tor("").session().type()).isEqualTo(PeerType.EXTERNAL);
    }

    @Test
    void pathsOfTheSessionsOwnFamilyAreSentAndReceived() {
        keys.put(host(OWN, "ip_addr_v6"), "fd00::2").peer(OWN, "fd00::1", "65001");

        assertThat(plan().config().peers()).singleElement().satisfies(peer -> {
            assertThat(peer.session().features().addPathSend()).isEqualTo(Set.of(AddressFamily.IPV6_UNICAST));
            assertThat(peer.session().features().addPathReceive()).isEqualTo(Set.of(AddressFamily.IPV6_UNICAST));
        });
    }
}
