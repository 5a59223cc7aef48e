package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.LargeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much work a plan of a large cluster is, counted and not timed. */
class LargeClusterTest {

    private static ClusterState state(KeyValueView view) {
        ClusterState state = new ClusterStateBuilder().update(view);
        assertThat(state.rejected().unusables()).isEmpty();
        return state;
    }

    private static Plan.Ready plan(ClusterState state, String node) {
        return (Plan.Ready) new SpeakerPlanner(PlanSettings.of(node)).plan(state);
    }

    private static NodeIndex afterPlanning(ClusterState state, String name) {
        CalicoNode own = state.nodes().get(name);
        assertThat(own).isNotNull();
        NodeIndex index = new NodeIndex(state);
        EffectivePeers.of(new PlanContext(state, own, PlanSettings.of(name), LocalInputs.NONE, index));
        return index;
    }

    @Test
    void aMeshHasOneSessionForEachOtherNodeAndFamily() {
        Plan.Ready plan = plan(state(LargeCluster.mesh(1000)), LargeCluster.node(0));
        assertThat(plan.config().peers()).hasSize(2 * 999);
        assertThat(plan.config().originated()).hasSize(4);
        assertThat(plan.config().peers().stream().map(peer -> peer.policy()).distinct())
                .hasSize(2);
    }

    @Test
    void aNodeBehindReflectorsHasOnlyThese() {
        ClusterState state = state(LargeCluster.reflected(5000));
        assertThat(plan(state, LargeCluster.node(1)).config().peers()).hasSize(2 * 100);
        assertThat(plan(state, LargeCluster.node(0)).config().peers()).hasSize(2 * 4999);
        // Labels are looked up; only those that have them are asked.
        assertThat(afterPlanning(state, LargeCluster.node(1)).evaluations()).isEqualTo(100);
    }

    @Test
    void thousandsOfPeersCostWhatTheirNodesCost() {
        ClusterState state = state(LargeCluster.peered(64, 2600));
        for (int i = 0; i < 64; i++) {
            assertThat(plan(state, LargeCluster.node(i)).config().peers()).hasSizeGreaterThan(60);
        }
        long few = afterPlanning(state, LargeCluster.node(1)).evaluations();
        long more = afterPlanning(state(LargeCluster.peered(64, 5200)), LargeCluster.node(1))
                .evaluations();
        // Different selectors are few, however many objects there are; each is asked once.
        assertThat(List.of(few, more)).allMatch(count -> count < 64 * 100);
        long larger = afterPlanning(state(LargeCluster.peered(640, 2600)), LargeCluster.node(1))
                .evaluations();
        assertThat(larger).isLessThan(12 * few);
    }

    @Test
    void oneNodeMoreIsOneObjectReadAgain() {
        ClusterStateBuilder builder = new ClusterStateBuilder();
        ClusterState before = builder.update(LargeCluster.mesh(1000));
        ClusterState after = builder.update(LargeCluster.mesh(1001));
        assertThat(after.nodes()).hasSize(1001);
        Plan.Ready old = plan(before, LargeCluster.node(1));
        assertThat(plan(after, LargeCluster.node(1)).config().peers())
                .containsAll(old.config().peers());
    }
}
