package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.LargeCluster;
import io.nightjar.calico.testing.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntentionTest {

    private static List<Intention> of(Resources resources) {
        return Intention.of(new ClusterStateBuilder().update(resources.view()));
    }

    @Test
    void everyNodeThatHasAnAddressAndReflectsNothingIsInTheMesh() {
        List<Intention> nodes = of(new Resources()
                .node("a", "10.0.0.1/24", "fd00::1/64", "")
                .node("b", "10.0.0.2/24", "", "", "asNumber: 65002")
                .node("c", "", "", "")
                .node("r", "10.0.0.9/24", "", "", "routeReflectorClusterID: 244.0.0.1"));

        assertThat(nodes)
                .extracting(
                        Intention::name,
                        Intention::meshed,
                        node -> node.asNumber().value())
                .containsExactly(
                        tuple("a", true, 64512L),
                        tuple("b", true, 65002L),
                        tuple("c", false, 64512L),
                        tuple("r", false, 64512L));
        assertThat(nodes.get(0).addresses()).extracting(Object::toString).containsExactly("10.0.0.1", "fd00::1");
        assertThat(nodes.get(3).clusterId()).hasToString("244.0.0.1");
        assertThat(nodes).allSatisfy(node -> assertThat(node.peers()).isEmpty());
    }

    @Test
    void peersAreKnownByTheNamesOfTheirNodesFromBothEnds() {
        List<Intention> nodes = of(new Resources()
                .put("BGPConfiguration", "default", "nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "reflectors", "nodeSelector: all(), peerSelector: has(reflector)")
                .put("BGPPeer", "tor", "node: a, peerIP: 10.0.0.254, asNumber: 65000")
                .node("a", "10.0.0.1/24", "", "")
                .node("b", "10.0.0.2/24", "", "")
                .node("r", "10.0.0.9/24", "", "reflector: 'true'", "routeReflectorClusterID: 244.0.0.1"));

        assertThat(nodes)
                .extracting(Intention::name, Intention::meshed, Intention::peers)
                .containsExactly(
                        tuple("a", false, List.of("r", "10.0.0.254")),
                        tuple("b", false, List.of("r")),
                        tuple("r", false, List.of("a", "b")));
    }

    @Test
    void aThousandNodesWithReflectorsAreUnderstood() {
        List<Intention> nodes = Intention.of(new ClusterStateBuilder().update(LargeCluster.reflected(1000)));

        assertThat(nodes).hasSize(1000);
        assertThat(nodes).filteredOn(node -> node.clusterId() != null).hasSize(20);
        assertThat(nodes)
                .filteredOn(node -> node.clusterId() == null)
                .allSatisfy(node -> assertThat(node.peers()).hasSize(20));
    }
}
