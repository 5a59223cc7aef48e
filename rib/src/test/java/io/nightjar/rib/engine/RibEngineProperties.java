package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.TableSize;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TableScenario;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The engine against a reference that computes everything anew. */
class RibEngineProperties {

    private static final List<TestPeer> PEERS = List.of(
            TestPeer.internal(1),
            TestPeer.internal(2),
            TestPeer.internal(3).withLocalAddress("fd00::fe"),
            TestPeer.external(4, 65004),
            TestPeer.external(5, 65004),
            TestPeer.external(6, 65006),
            TestPeer.external(7, 65007).withLocalAddress("fd00::fe"));

    @Property(tries = 300)
    void everybodyEndsUpWithWhatTheReferenceSays(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps, @ForAll boolean sharedTurns) {
        TableScenario scenario = scenario(seed, sharedTurns);
        for (int i = 0; i < steps; i++) {
            scenario.step();
        }
        scenario.table().settle();
        assertThat(bestOf(scenario)).isEqualTo(scenario.reference().best());
        assertThatSizesAreThoseOf(scenario.table().view());
        scenario.drainAll();
        scenario.table().settle();
        for (TestPeer peer : scenario.established()) {
            assertThat(scenario.table().output(peer).routes())
                    .as(peer.id().name())
                    .isEqualTo(scenario.reference().told(peer));
            assertThat(scenario.table().output(peer).endsOfRib()).hasSize(2);
            assertThat(scenario.table().view().advertised(peer.id()))
                    .hasSize(scenario.reference().told(peer).size());
            assertThat(scenario.table()
                            .view()
                            .peer(peer.id())
                            .orElseThrow()
                            .counts()
                            .advertised())
                    .isEqualTo(scenario.reference().told(peer).size());
        }
    }

    private static TableScenario scenario(long seed, boolean sharedTurns) {
        TableScenario scenario = new TableScenario(RoutingRules.FULL_MESH, PEERS, seed);
        if (sharedTurns) {
            scenario.shareTurns();
        }
        return scenario;
    }

    /** What is counted along the way is what there is. */
    private static void assertThatSizesAreThoseOf(RibView view) {
        for (Afi afi : List.of(Afi.IPV4, Afi.IPV6)) {
            List<DestinationView> all = view.prefixes(afi).stream()
                    .flatMap(prefix -> view.candidates(prefix).stream())
                    .toList();
            int routes = all.stream().mapToInt(known -> known.routes().size()).sum();
            assertThat(view.size(afi)).isEqualTo(new TableSize(all.size(), routes));
        }
    }

    private static Map<Prefix, Route> bestOf(TableScenario scenario) {
        Map<Prefix, Route> best = new TreeMap<>();
        scenario.table().listener().best().forEach((prefix, resolved) -> best.put(prefix, resolved.route()));
        return best;
    }

    @Property(tries = 100)
    void policiesThatChangeEndInTheSameTables(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps, @ForAll boolean sharedTurns) {
        TestPeer before = TestPeer.external(9, 65009);
        TestPeer after = before.withNextHop(NextHopMode.KEEP).withCluster(new BgpIdentifier(1));
        TableScenario scenario = scenario(seed, sharedTurns);
        scenario.table().up(before);
        for (int i = 0; i < steps; i++) {
            if (i % 7 == 3) {
                scenario.table().output(before).block();
            }
            if (i % 10 == 5) {
                scenario.table()
                        .apply(new RibCommand.PolicyChanged(before.id(), (i % 20 == 5 ? after : before).policy()));
            }
            scenario.step();
        }
        scenario.table().apply(new RibCommand.PolicyChanged(after.id(), after.policy()));
        scenario.table().drain(before);
        scenario.table().settle();
        scenario.reference().up(after);
        assertThat(scenario.table().output(before).routes())
                .isEqualTo(scenario.reference().told(after));
    }
}
