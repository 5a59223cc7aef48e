package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all planners of one plan look at.
 *
 * @param state the cluster
 * @param own this node
 * @param identifier of this node
 */
record PlanContext(ClusterState state, CalicoNode own, BgpIdentifier identifier) {

    /** Calico's address families, each with its own sessions. */
    static final List<Afi> FAMILIES = List.of(Afi.IPV4, Afi.IPV6);

    /** This node's autonomous system. */
    AsNumber ownAsNumber() {
        return asNumber(own);
    }

    /** A node's autonomous system: its own, or else that of the cluster. */
    AsNumber asNumber(CalicoNode node) {
        AsNumber number = node.asNumber();
        return number == null ? state.globals().asNumber() : number;
    }

    /** This node's address in a family, or null if it has no BGP there. */
    @Nullable
    IpAddress ownAddress(Afi afi) {
        return own.address(afi).address();
    }

    /** This node's blocks that are not merely being claimed, in the order of their keys. */
    List<BlockAffinity> ownBlocks() {
        return state.affinities().stream()
                .filter(affinity -> affinity.node().equals(own.name()))
                .filter(affinity -> affinity.state() != BlockAffinity.State.PENDING)
                .toList();
    }
}
