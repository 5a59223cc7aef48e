package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all planners of one plan look at.
 *
 * @param state the cluster
 * @param own this node
 * @param settings what the process was told
 * @param inputs what this node's files say
 * @param index of all nodes
 */
record PlanContext(ClusterState state, CalicoNode own, PlanSettings settings, LocalInputs inputs, NodeIndex index) {

    /** Calico's address families, each with its own sessions. */
    static final List<Afi> FAMILIES = List.of(Afi.IPV4, Afi.IPV6);

    /** Whether the layout is that of Calico 3, and so is what it means. */
    boolean isV3() {
        return state.layout() == Layout.V3;
    }

    /** This node's autonomous system. */
    AsNumber ownAsNumber() {
        return index.asNumber(own);
    }

    /** This node's address in a family, or null if it has no BGP there. */
    @Nullable
    IpAddress ownAddress(Afi afi) {
        return own.address(afi).address();
    }

    /** Whether this node is among some. */
    boolean isOwn(BgpPeer.Nodes nodes) {
        return nodes.contains(own.name(), own.details().labels());
    }

    /** This node's blocks of a family that are not merely being claimed, in the order of their keys. */
    List<BlockAffinity> ownBlocks(Afi afi) {
        return state.affinities().stream()
                .filter(affinity -> affinity.node().equals(own.name()))
                .filter(affinity -> affinity.block().afi().equals(afi))
                .filter(affinity -> affinity.state() != BlockAffinity.State.PENDING)
                .toList();
    }
}
