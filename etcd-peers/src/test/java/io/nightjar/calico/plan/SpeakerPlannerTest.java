package io.nightjar.calico.plan;

import static io.nightjar.calico.testing.ClusterKeys.blockKey;
import static io.nightjar.calico.testing.ClusterKeys.global;
import static io.nightjar.calico.testing.ClusterKeys.host;
import static io.nightjar.calico.testing.ClusterKeys.poolKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.Route;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerPlannerTest {

    private static final String OWN = "node00";

    private static final String BLOCK = "192.168.18.64/26";

    /** {@code add paths on; graceful restart;} and BIRD's defaults. */
    private static final PeerFeatures TEMPLATE = PeerFeatures.NONE
            .withAddPath(Set.of(AddressFamily.IPV4_UNICAST), Set.of(AddressFamily.IPV4_UNICAST))
            .withGracefulRestart(new GracefulRestartSettings(Mode.ON, 120, 3600));

    private final ClusterKeys keys = new ClusterKeys();

    private PlanSettings settings = PlanSettings.of(OWN);

    private Plan plan() {
        return new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(keys.view()));
    }

    private Plan.Ready ready() {
        assertThat(plan()).isInstanceOf(Plan.Ready.class);
        return (Plan.Ready) plan();
    }

    private SpeakerConfig config() {
        return ready().config();
    }

    private PeerConfig session(String name) {
        return config().peers().stream()
                .map(SpeakerPeer::session)
                .filter(session -> session.id().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + config().peers()));
    }

    private List<String> names() {
        return config().peers().stream().map(peer -> peer.session().id().name()).toList();
    }

    private List<String> notesAbout(String subject) {
        return ready().notes().stream()
                .filter(note -> note.subject().equals(subject))
                .map(PlanNote::text)
                .toList();
    }

    private static boolean accepts(RoutePolicy policy, String prefix) {
        return policy.evaluate(own(prefix)).accepted();
    }

    private static Route own(String prefix) {
        return Route.originated(Prefix.parse(prefix), "test");
    }

    private void walkthrough() {
        keys.put(global("as_num"), "64512").put(global("node_mesh"), "{\"enabled\":true}");
        keys.node("node00", "172.17.8.100").node("node01", "172.17.8.101").node("node02", "172.17.8.102");
        keys.pool("192.168.0.0/16").block("node00", BLOCK, "confirmed");
        keys.block("node01", "192.168.196.128/26", "confirmed");
    }

    @Test
    void theWalkthroughOf2017() {
        walkthrough();
        SpeakerConfig config = config();
        assertThat(config.local())
                .isEqualTo(new SpeakerConfig.Local(
                        AsNumber.of(64512),
                        io.nightjar.bgp.net.BgpIdentifier.parse("172.17.8.100"),
                        List.of(new ListenEndpoint(IpAddress.parse("0.0.0.0"), 179))));
        assertThat(names()).containsExactly("Mesh_172_17_8_101", "Mesh_172_17_8_102");
        SpeakerPeer peer = config.peers().get(0);
        assertThat(peer.session())
                .isEqualTo(new PeerConfig(
                        peer.session().id(),
                        new PeerConfig.Remote(IpAddress.parse("172.17.8.101"), 179, AsNumber.of(64512)),
                        new PeerConfig.Local(
                                IpAddress.parse("172.17.8.100"),
                                AsNumber.of(64512),
                                config.local().identifier()),
                        Set.of(AddressFamily.IPV4_UNICAST),
                        true,
                        PeerTimers.CALICO,
                        TEMPLATE,
                        PeerTransport.DEFAULT));
        assertThat(peer.policy().nextHop()).isEqualTo(PeerPolicy.NextHopMode.SELF);
        assertThat(peer.policy().importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
        assertThat(config.originated()).containsExactly(new OriginatedRoute(Prefix.parse(BLOCK), blockKey(OWN, BLOCK)));
        assertThat(config.kernel().enabled()).isTrue();
        assertThat(config.kernel().form().metric()).isZero();
        assertThat(ready().notes()).isEmpty();
        assertThat(ready().unusables()).isEmpty();
    }

    @Nested
    class Waiting {

        private String reason() {
            assertThat(plan()).isInstanceOf(Plan.Waiting.class);
            return ((Plan.Waiting) plan()).reason();
        }

        @Test
        void endsWhenTheNodeIsThere() {
            keys.node("node01", "172.17.8.101");
            assertThat(reason()).startsWith("waiting for node node00: ");
            keys.node(OWN, "172.17.8.100");
            assertThat(names()).hasSize(1);
        }

        @Test
        void includesANodeThatIsHalfThereOrHasABrokenAddress() {
            keys.put(host(OWN, "as_num"), "65001");
            assertThat(reason()).contains("ip_addr_v4");
            keys.put(host(OWN, "ip_addr_v4"), "nonsense");
            assertThat(reason()).contains("ip_addr_v4");
            assertThat(plan().unusables()).hasSize(1);
        }

        @Test
        void includesANodeWithoutAnIdentifier() {
            keys.node(OWN, "");
            assertThat(reason()).contains("CALICO_ROUTER_ID");
            settings = new PlanSettings(OWN, IdentifierSource.NAME_HASH, List.of());
            assertThat(config().peers()).isEmpty();
        }
    }

    @Nested
    class Mesh {

        @ParameterizedTest
        @CsvSource({
            "10.0.0.10, 10.0.0.9, true",
            "10.0.0.9, 10.0.0.10, false",
            "10.0.0.1, 10.0.0.2, true",
            "9.0.0.1, 10.0.0.1, false"
        })
        void theGreaterTextDials(String own, String other, boolean weWait) {
            keys.node(OWN, own).node("other", other);
            assertThat(config().peers().get(0).session().passive()).isEqualTo(weWait);
        }

        @Test
        void peersAreInTheirOwnOrInTheClustersAutonomousSystem() {
            walkthrough();
            keys.put(global("as_num"), "65000")
                    .put(host(OWN, "as_num"), "65001")
                    .put(host("node02", "as_num"), "65002");
            assertThat(session("Mesh_172_17_8_101").remote().asNumber()).isEqualTo(AsNumber.of(65000));
            assertThat(session("Mesh_172_17_8_102").remote().asNumber()).isEqualTo(AsNumber.of(65002));
            assertThat(session("Mesh_172_17_8_102").local().asNumber()).isEqualTo(AsNumber.of(65001));
        }

        @Test
        void nodesWithoutAnAddressOrWithOursAreLeftOut() {
            keys.node(OWN, "10.0.0.1").node("none", "").node("twin", "10.0.0.1");
            assertThat(names()).isEmpty();
            assertThat(config().local().listeners()).isEmpty();
        }

        @Test
        void twoNodesWithOneAddressAreOnePeer() {
            keys.node(OWN, "10.0.0.1").node("a", "10.0.0.2").node("b", "10.0.0.2");
            assertThat(names()).containsExactly("Mesh_10_0_0_2");
            assertThat(notesAbout(host("b", "x").replace("/x", ""))).hasSize(1);
        }

        @Test
        void canBeSwitchedOff() {
            walkthrough();
            keys.put(global("node_mesh"), "{\"enabled\": false}");
            assertThat(names()).isEmpty();
            assertThat(config().originated()).hasSize(1);
        }

        @Test
        void eachFamilyHasItsOwnSessions() {
            walkthrough();
            keys.put(host(OWN, "ip_addr_v6"), "fd00::100").put(host("node02", "ip_addr_v6"), "fd00:0:0::102");
            assertThat(names()).containsExactly("Mesh_172_17_8_101", "Mesh_172_17_8_102", "Mesh_fd00__102");
            PeerConfig six = session("Mesh_fd00__102");
            assertThat(six.families()).containsExactly(AddressFamily.IPV6_UNICAST);
            assertThat(six.local().address()).isEqualTo(IpAddress.parse("fd00::100"));
            assertThat(six.local().identifier()).hasToString("172.17.8.100");
            assertThat(config().local().listeners())
                    .containsExactly(
                            new ListenEndpoint(IpAddress.parse("0.0.0.0"), 179),
                            new ListenEndpoint(IpAddress.parse("::"), 179));
        }
    }

    @Nested
    class ExplicitPeers {

        @Test
        void areGlobalOrOurOwn() {
            keys.node(OWN, "10.0.0.1").put(global("node_mesh"), "{\"enabled\":false}");
            keys.peer("global", "192.0.2.1", "65001")
                    .peer(OWN, "192.0.2.2", "65002")
                    .peer("other", "192.0.2.3", "65003");
            keys.peer("global", "10.0.0.1", "64512");
            assertThat(names()).containsExactly("Global_192_0_2_1", "Node_192_0_2_2");
            assertThat(session("Node_192_0_2_2").remote().asNumber()).isEqualTo(AsNumber.of(65002));
            assertThat(config().peers()).noneMatch(peer -> peer.session().passive());
        }

        @Test
        void arePassiveOnlyIfGlobalAndANodeWithAGreaterAddress() {
            keys.node(OWN, "10.0.0.5").put(global("node_mesh"), "{\"enabled\":false}");
            keys.node("a", "10.0.0.6").node("b", "10.0.0.4").node("c", "10.0.0.7");
            keys.peer("global", "10.0.0.6", "64512")
                    .peer("global", "10.0.0.4", "64512")
                    .peer(OWN, "10.0.0.7", "64512");
            keys.peer("global", "10.0.0.8", "64512");
            assertThat(session("Global_10_0_0_6").passive()).isTrue();
            assertThat(session("Global_10_0_0_4").passive()).isFalse();
            assertThat(session("Global_10_0_0_8").passive()).isFalse();
            assertThat(session("Node_10_0_0_7").passive()).isFalse();
        }

        @Test
        void takePartOfTheMeshInAlphabeticalOrder() {
            keys.node(OWN, "10.0.0.5").node("a", "10.0.0.6").node("b", "10.0.0.7");
            keys.peer("global", "10.0.0.6", "64512")
                    .peer(OWN, "10.0.0.6", "64512")
                    .peer(OWN, "10.0.0.7", "64512");
            assertThat(names()).containsExactly("Global_10_0_0_6", "Mesh_10_0_0_7");
            assertThat(notesAbout(host("a", "x").replace("/x", "")))
                    .containsExactly(
                            "peer Mesh_10_0_0_6 is left out: " + global("peer_v4/10.0.0.6") + " is Global_10_0_0_6");
            assertThat(notesAbout(host(OWN, "peer_v4/10.0.0.7"))).hasSize(1);
        }

        @Test
        void ofAFamilyThatWeHaveNoAddressInAreNoted() {
            keys.node(OWN, "10.0.0.5").peer("global", "fd00::1", "64512");
            assertThat(names()).isEmpty();
            assertThat(notesAbout(global("peer_v6/fd00::1"))).hasSize(1);
        }
    }

    @Nested
    class Kernel {

        private RoutePolicy kernel() {
            return config().kernel().exportPolicy();
        }

        @Test
        void getsEverythingWithoutEncapsulation() {
            walkthrough();
            assertThat(config().kernel().learn()).isTrue();
            assertThat(accepts(kernel(), BLOCK)).isTrue();
            assertThat(accepts(kernel(), "192.168.196.128/26")).isTrue();
            assertThat(accepts(kernel(), "0.0.0.0/0")).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"always, ''", "cross-subnet, 172.17.8.0/24"})
        void leadsThroughTheTunnelOfAPool(String mode, String direct) {
            walkthrough();
            keys.pool("192.168.0.0/16", "tunl0", mode).pool("10.9.0.0/16");
            keys.put(host(OWN, "network_v4"), "172.17.8.0/24");
            assertThat(accepts(kernel(), "192.168.196.128/26")).isTrue();
            assertThat(config().kernel().form().tunnels())
                    .containsExactly(new TunnelRule(
                            Prefix.parse("192.168.0.0/16"),
                            "tunl0",
                            direct.isEmpty() ? List.of() : List.of(Prefix.parse(direct)),
                            "pool 192.168.0.0/16"));
            assertThat(notesAbout(poolKey("192.168.0.0/16"))).isEmpty();
        }

        @Test
        void wrapsEverythingAsLongAsTheOwnSubnetIsUnknown() {
            walkthrough();
            keys.pool("192.168.0.0/16", "tunl0", "cross-subnet");
            assertThat(config().kernel().form().tunnels().get(0).direct()).isEmpty();
        }
    }

    @Nested
    class Notes {

        @Test
        void tellOfFiltersInBirdsLanguage() {
            walkthrough();
            keys.put(global("custom_filters/v4/x"), "reject;");
            assertThat(notesAbout(global("custom_filters/v4/x"))).hasSize(1);
        }

        @Test
        void tellOfAnAddressThatTheDatastoreDoesNotKnow() {
            walkthrough();
            settings = new PlanSettings(
                    OWN,
                    IdentifierSource.NODE_ADDRESS,
                    List.of(
                            new PlanSettings.ExpectedAddress("IP", IpAddress.parse("172.17.8.100")),
                            new PlanSettings.ExpectedAddress("IP6", IpAddress.parse("fd00::1"))));
            assertThat(notesAbout("IP")).isEmpty();
            assertThat(notesAbout("IP6")).singleElement().asString().contains("fd00::1", "none");
        }
    }
}
