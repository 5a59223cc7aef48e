package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.testing.RestartScenario;
import io.nightjar.rib.testing.RestartingPeers;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever has been kept, marked, swept and decided again: in the end nothing of it is left. */
class RestartProperties {

    private static final List<List<TestPeer>> PEERS = Stream.of(
                    TestPeer.internal(1),
                    TestPeer.internal(2).withExtendedNextHop(),
                    TestPeer.external(3, 65003),
                    TestPeer.external(4, 65003).withLocalAddress("fd00::fe"),
                    TestPeer.external(5, 65005).withLocalRole(BgpRole.CUSTOMER),
                    TestPeer.external(6, 65006).withLocalRole(BgpRole.PROVIDER))
            .map(RestartingPeers::incarnations)
            .toList();

    private static final PeerPolicy OPEN = TestPeer.internal(1).policy();

    private static final List<PeerPolicy> POLICIES = List.of(
            OPEN,
            OPEN.withAllowedLocalAs(1),
            TestPeer.internal(1).withImport(TestPolicies.reject("10.1.0.0/16")).policy(),
            TestPeer.internal(1).withExport(TestPolicies.reject("10.2.0.0/16")).policy(),
            TestPeer.internal(1).withNextHop(NextHopMode.KEEP).policy(),
            TestPeer.client(1, "0.0.0.7").policy());

    private static RestartScenario after(int steps, long seed) {
        RestartScenario scenario = new RestartScenario(RoutingRules.FULL_MESH, PEERS, POLICIES, seed);
        for (int i = 0; i < steps; i++) {
            scenario.step();
        }
        return scenario;
    }

    @Property(tries = 300)
    void theEndIsAsIfItHadBeenTheBeginning(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int steps) {
        RestartScenario scenario = after(steps, seed);
        assertThat(scenario.settle().differencesTo(scenario.coldStart())).isEmpty();
    }

    /** Nobody notices that a peer is away whose routes are kept; policies that change meanwhile hold for these as for all others. */
    @Property(tries = 200)
    void whatIsKeptIsAsIfItsPeerWereThere(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        RestartScenario scenario = after(steps, seed);
        scenario.settle();
        assertThat(scenario.interrupt().routingDifferencesTo(scenario.coldStart()))
                .isEmpty();
        assertThat(scenario.settle().differencesTo(scenario.coldStart())).isEmpty();
    }
}
