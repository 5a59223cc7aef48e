package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TableScenario;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Peers whose policies change again and again, several at once, while they join, fall behind and go; against the reference. */
class MovingPeersProperties {

    private static final Set<AddressFamily> BOTH = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    private static final List<TestPeer> PEERS = List.of(
            TestPeer.internal(1),
            TestPeer.internal(2),
            TestPeer.internal(3),
            TestPeer.internal(4).withAddPath(BOTH, BOTH),
            TestPeer.internal(5).withAddPath(Set.of(), BOTH),
            TestPeer.external(6, 65006),
            TestPeer.external(7, 65006).withAddPath(BOTH, Set.of()));

    private static final List<UnaryOperator<PeerPolicy>> POLICIES = List.of(
            policy -> with(policy, RoutePolicy.ACCEPT_ALL),
            policy -> with(policy, RoutePolicy.REJECT_ALL),
            policy -> with(policy, TestPolicies.reject("10.1.0.0/16")),
            policy -> new PeerPolicy(
                    policy.importPolicy(), policy.exportPolicy(), NextHopMode.SELF, policy.clientClusterId()),
            policy -> new PeerPolicy(
                    policy.importPolicy(), policy.exportPolicy(), NextHopMode.KEEP, new BgpIdentifier(1)));

    private static PeerPolicy with(PeerPolicy policy, RoutePolicy export) {
        return new PeerPolicy(policy.importPolicy(), export, policy.nextHop(), policy.clientClusterId());
    }

    @Property(tries = 300)
    void everybodyEndsUpWithWhatTheReferenceSays(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int steps, @ForAll boolean sharedTurns) {
        TableScenario scenario = new TableScenario(RoutingRules.FULL_MESH, PEERS, seed);
        if (sharedTurns) {
            scenario.shareTurns();
        }
        for (int i = 0; i < steps; i++) {
            if (i % 3 == 2) {
                scenario.changePolicies(POLICIES);
            } else {
                scenario.step();
            }
        }
        scenario.drainAll();
        scenario.table().settle();
        for (TestPeer peer : scenario.established()) {
            RecordingPeerOutput output = scenario.table().output(peer);
            assertThat(output.countedPaths())
                    .as(peer.id().name())
                    .isEqualTo(scenario.reference().toldPaths(peer));
            assertThat(output.endsOfRib()).hasSize(2);
            assertThat(scenario.table().view().peer(peer.id()).orElseThrow().behind())
                    .isZero();
        }
    }
}
