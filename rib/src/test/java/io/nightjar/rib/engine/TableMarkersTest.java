package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.engine.RibCommand.RestartCompleted;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a table that is told begins and ends (RFC 4724 §2, RFC 7313 §4). */
class TableMarkersTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;
    private static final String ALL = "all " + IPV4;
    private static final String BEGIN = "begin " + IPV4;
    private static final String END = "end " + IPV4;
    private static final String P = "10.1.0.0/16";
    private static final PeerFeatures KEEP_OURS =
            PeerFeatures.NONE.withGracefulRestart(new GracefulRestartSettings(Mode.ON, 120, 0));

    private final TestPeer peer = TestPeer.internal(1)
            .withFamilies(IPV4)
            .withOffers(PeerFeatures.NONE, new RouteRefreshCapability(), new EnhancedRouteRefreshCapability());
    private final TestPeer simple =
            TestPeer.internal(2).withFamilies(IPV4).withOffers(PeerFeatures.NONE, new RouteRefreshCapability());

    private static RouteRefreshReceived request(TestPeer of) {
        return new RouteRefreshReceived(of.id(), IPV4, RouteRefreshMessage.REQUEST);
    }

    /** More than one chunk. */
    private static String[] many() {
        return IntStream.range(0, 3000)
                .mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
                .toArray(String[]::new);
    }

    @Test
    void anAnswerToARequestHasABeginningAndAnEnd() {
        TestTable table = new TestTable();
        table.originate(P);
        RecordingPeerOutput output = table.up(peer);
        table.apply(request(peer));
        assertThat(output.markers()).containsExactly("routes", ALL, BEGIN, "routes", END);
    }

    @Test
    void anEmptyTableHasThemToo() {
        TestTable table = new TestTable();
        RecordingPeerOutput output = table.up(peer);
        table.apply(request(peer));
        assertThat(output.markers()).containsExactly(ALL, BEGIN, END);
    }

    @Test
    void aPeerThatDoesNotKnowThemIsToldTheRoutesAlone() {
        TestTable table = new TestTable();
        table.originate(P);
        RecordingPeerOutput output = table.up(simple);
        table.apply(request(simple));
        assertThat(output.markers()).containsExactly("routes", ALL, "routes");
    }

    @Test
    void aFamilyThatTheSessionDoesNotCarryIsNotMarked() {
        TestTable table = new TestTable();
        RecordingPeerOutput output = table.up(peer);
        table.apply(new RouteRefreshReceived(peer.id(), AddressFamily.IPV6_UNICAST, RouteRefreshMessage.REQUEST));
        assertThat(output.markers()).containsExactly(ALL);
    }

    @Test
    void theEndWaitsForASlowMember() {
        TestTable table = new TestTable();
        table.originate(many());
        RecordingPeerOutput output = table.up(peer);
        output.block();
        output.markers().clear();
        table.apply(request(peer));
        assertThat(output.markers()).isEmpty();
        // The beginning, and one chunk.
        output.allow(2);
        table.apply();
        assertThat(output.markers()).startsWith(BEGIN, "routes").doesNotContain(END);
        table.drain(peer);
        assertThat(output.markers()).endsWith("routes", END);
        assertThat(output.markers()).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    }

    @Test
    void aSecondRequestMeanwhileIsAnsweredAfterTheFirst() {
        TestTable table = new TestTable();
        table.originate(many());
        RecordingPeerOutput output = table.up(peer);
        output.markers().clear();
        output.allow(2);
        table.apply(request(peer));
        table.apply(request(peer));
        table.apply(request(peer));
        table.drain(peer);
        assertThat(output.markers().stream().filter(marker -> !marker.equals("routes")))
                .containsExactly(BEGIN, END, BEGIN, END);
    }

    @Test
    void changesMeanwhileDoNotPutTheEndOff() {
        TestTable table = new TestTable();
        String[] routes = many();
        table.originate(routes);
        RecordingPeerOutput output = table.up(peer);
        output.markers().clear();
        output.allow(3);
        table.apply(request(peer));
        // What has been told again, or has not, goes and comes while the rest of the refresh waits.
        for (int i = 0; i < 20; i++) {
            table.originate();
            table.originate(routes);
        }
        output.allow(2);
        table.apply();
        assertThat(output.markers()).contains(END);
        assertThat(table.view().peer(peer.id()).orElseThrow().behind()).isPositive();
        table.drain(peer);
        assertThat(output.routes()).hasSize(3000);
        assertThat(output.markers()).containsOnlyOnce(END);
    }

    @Test
    void aRefreshDoesNotBeginBeforeTheFirstTableHasEnded() {
        TestTable table = new TestTable();
        table.originate(P);
        RecordingPeerOutput output = new RecordingPeerOutput(peer.codec());
        output.block();
        table.up(peer, output);
        table.apply(request(peer));
        table.drain(peer);
        assertThat(output.markers()).containsExactly("routes", ALL, BEGIN, "routes", END);
    }

    private static TestTable restarting() {
        return new TestTable(
                listener -> new RibEngine(RoutingRules.FULL_MESH, NextHopResolver.NO_FORWARDING, listener, true));
    }

    /** Keeps our routes while we restart, if we want that. */
    private static TestPeer keeping(int number, Mode ours, Capability... further) {
        Capability[] all = Arrays.copyOf(further, further.length + 1);
        all[further.length] = new GracefulRestartCapability(false, true, 120, List.of());
        PeerFeatures features = PeerFeatures.NONE.withGracefulRestart(new GracefulRestartSettings(ours, 120, 0));
        return TestPeer.internal(number).withFamilies(IPV4).withOffers(features, all);
    }

    @Test
    void whileWeRestartTheFirstTableDoesNotEndForWhoKeepsOurRoutes() {
        TestPeer enhanced = keeping(3, Mode.ON, new RouteRefreshCapability(), new EnhancedRouteRefreshCapability());
        TestPeer plain = keeping(4, Mode.ON, new RouteRefreshCapability());
        TestTable table = restarting();
        table.originate(P);
        RecordingPeerOutput output = table.up(enhanced);
        RecordingPeerOutput toPlain = table.up(plain);
        table.apply(request(enhanced), request(plain));
        table.originate(P, "10.2.0.0/16");
        assertThat(output.markers()).containsExactly("routes", "routes");
        assertThat(toPlain.markers()).containsExactly("routes", "routes", "routes");
        table.apply(new RestartCompleted());
        assertThat(output.markers()).containsExactly("routes", "routes", ALL, BEGIN, "routes", END);
        assertThat(toPlain.markers()).containsExactly("routes", "routes", "routes", ALL);
    }

    @Test
    void theEndOfOurRestartDoesNotEndTheTableOfWhoIsSlow() {
        TestPeer keeping = keeping(3, Mode.ON);
        TestTable table = restarting();
        RecordingPeerOutput output = table.up(keeping);
        output.block();
        table.originate(many());
        table.apply(new RestartCompleted());
        assertThat(output.markers()).isEmpty();
        output.allow(1);
        table.apply();
        assertThat(output.routes()).hasSize(1024);
        assertThat(output.markers()).doesNotContain(ALL);
        table.drain(keeping);
        assertThat(output.routes()).hasSize(3000);
        assertThat(output.markers()).containsOnlyOnce(ALL).endsWith("routes", ALL);
    }

    @Test
    void whatComesInTheTurnThatEndsOurRestartBelongsToTheTable() {
        TestPeer keeping = keeping(3, Mode.ON);
        TestTable table = restarting();
        RecordingPeerOutput output = table.up(keeping);
        output.block();
        table.apply(
                new RibCommand.Originate(List.of(new OriginatedRoute(Prefix.parse(P), "test"))),
                new RestartCompleted());
        table.drain(keeping);
        assertThat(output.markers()).containsExactly("routes", ALL);
    }

    @Test
    void whatAnotherPolicyAllowsBeforeTheFirstTableHasEndedBelongsToIt() {
        TestTable table = new TestTable();
        // One chunk, and the one that is not told at first.
        table.originate(Arrays.copyOf(many(), 1025));
        TestPeer reluctant = peer.withExport(TestPolicies.reject("10.0.0.0/24"));
        RecordingPeerOutput output = new RecordingPeerOutput(peer.codec());
        output.block();
        table.up(reluctant, output);
        table.apply(new RibCommand.PolicyChanged(peer.id(), peer.policy()));
        output.allow(1);
        table.apply();
        assertThat(output.routes()).hasSize(1024);
        assertThat(output.markers()).doesNotContain(ALL);
        table.drain(peer);
        assertThat(output.routes()).hasSize(1025);
        assertThat(output.markers()).endsWith("routes", ALL);
    }

    @Test
    void whatIsDifferentWhenWeAreAboutToGoBelongsToAFirstTableThatHasNotEnded() {
        TestTable table = new TestTable();
        TestPeer source = TestPeer.external(3, 65003);
        table.up(source);
        for (int med = 0; med < 50; med++) {
            String network = "10." + med + ".";
            table.announce(
                    source,
                    TestAttributes.external("10.0.0.3", 65003, new MultiExitDisc(med)),
                    IntStream.range(0, 100).mapToObj(k -> network + k + ".0/24").toArray(String[]::new));
        }
        RecordingPeerOutput output = new RecordingPeerOutput(peer.codec());
        output.block();
        table.up(peer, output);
        output.allow(2);
        table.apply(new RibCommand.OutputWritable(peer.id()));
        assertThat(output.routes()).hasSize(2048);
        table.apply(new RibCommand.Drain());
        assertThat(output.markers()).doesNotContain(ALL);
        table.drain(peer);
        assertThat(output.routes())
                .hasSize(5000)
                .allSatisfy(
                        (prefix, told) -> assertThat(told.find(LocalPref.class)).contains(new LocalPref(0)));
        assertThat(output.markers()).containsOnlyOnce(ALL).endsWith("routes", ALL);
    }

    @Test
    void whoKeepsNothingOfOursDoesNotWaitForOurRestart() {
        TestTable table = restarting();
        table.originate(P);
        assertThat(table.up(peer).markers()).containsExactly("routes", ALL);
        assertThat(table.up(keeping(5, Mode.HELPER)).markers()).containsExactly("routes", ALL);
        TestPeer unable = TestPeer.internal(6).withFamilies(IPV4).withOffers(KEEP_OURS);
        assertThat(table.up(unable).markers()).containsExactly("routes", ALL);
    }
}
