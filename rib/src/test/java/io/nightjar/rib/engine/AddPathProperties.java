package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TableScenario;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Peers that hear of all paths beside peers that hear of the best one, against the reference. */
class AddPathProperties {

    private static final Set<AddressFamily> NONE = Set.of();
    private static final Set<AddressFamily> IPV4 = Set.of(AddressFamily.IPV4_UNICAST);
    private static final Set<AddressFamily> BOTH = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    private static final List<TestPeer> PEERS = List.of(
            TestPeer.internal(1).withAddPath(BOTH, BOTH),
            TestPeer.internal(2),
            TestPeer.internal(3).withLocalAddress("fd00::fe").withAddPath(NONE, BOTH),
            TestPeer.internal(4).withAddPath(NONE, IPV4),
            TestPeer.external(5, 65004).withAddPath(BOTH, BOTH),
            TestPeer.external(6, 65004).withAddPath(BOTH, BOTH),
            TestPeer.external(7, 65006).withAddPath(IPV4, NONE),
            TestPeer.external(8, 65008),
            TestPeer.external(10, 65010).withExtendedNextHop().withAddPath(NONE, IPV4),
            TestPeer.internal(11).withLocalAddress("fd00::fe").withExtendedNextHop());

    @Property(tries = 300)
    void everybodyEndsUpWithWhatTheReferenceSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int steps) {
        TableScenario scenario = new TableScenario(RoutingRules.FULL_MESH, PEERS, seed);
        for (int i = 0; i < steps; i++) {
            scenario.step();
        }
        scenario.drainAll();
        for (TestPeer peer : scenario.established()) {
            compare(scenario, peer, peer);
        }
    }

    private static void compare(TableScenario scenario, TestPeer peer, TestPeer named) {
        RecordingPeerOutput output = scenario.table().output(peer);
        assertThat(output.countedPaths())
                .as(peer.id().name())
                .isEqualTo(scenario.reference().toldPaths(named));
        PeerView view = scenario.table().view().peer(peer.id()).orElseThrow();
        assertThat(view.counts().advertised()).isEqualTo(output.paths().size());
        assertThat(view.behind()).isZero();
        assertThat(scenario.table().view().advertised(peer.id()))
                .extracting(Route::nlri)
                .containsExactlyElementsOf(output.paths().keySet());
        output.paths().keySet().stream()
                .filter(nlri -> nlri.hasPathId())
                .forEach(nlri -> assertThat(nlri.pathId()).isPositive());
    }

    @Property(tries = 150)
    void aMemberThatMovesEndsInTheRightTable(
            @ForAll long seed, @ForAll boolean allPaths, @ForAll @IntRange(min = 1, max = 80) int steps) {
        TestPeer before = TestPeer.external(9, 65009).withAddPath(IPV4, allPaths ? BOTH : NONE);
        TestPeer after = before.withNextHop(NextHopMode.KEEP).withCluster(new BgpIdentifier(1));
        TableScenario scenario = new TableScenario(RoutingRules.FULL_MESH, PEERS, seed);
        scenario.table().up(before);
        for (int i = 0; i < steps; i++) {
            if (i % 7 == 3) {
                scenario.table().output(before).block();
            }
            if (i % 10 == 5) {
                TestPeer now = i % 20 == 5 ? after : before;
                scenario.table().apply(new RibCommand.PolicyChanged(before.id(), now.policy()));
            }
            if (i % 10 == 9) {
                scenario.table().drain(before);
            }
            scenario.step();
        }
        scenario.table().apply(new RibCommand.PolicyChanged(after.id(), after.policy()));
        scenario.reference().up(after);
        scenario.drainAll();
        scenario.established().forEach(peer -> compare(scenario, peer, peer));
        scenario.table().drain(before);
        compare(scenario, before, after);
    }
}
