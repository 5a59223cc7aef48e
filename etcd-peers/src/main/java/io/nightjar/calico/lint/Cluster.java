package io.nightjar.calico.lint;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.Layout;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.NodeIndex;
import io.nightjar.calico.plan.PlannedPassword;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of a check look at.
 *
 * @param state the cluster
 * @param index of its nodes
 * @param inputs what files say
 */
record Cluster(ClusterState state, NodeIndex index, LocalInputs inputs) {

    static final List<Afi> FAMILIES = List.of(Afi.IPV4, Afi.IPV6);

    private static final int LISTED = 3;

    Collection<CalicoNode> nodes() {
        return state.nodes().values();
    }

    List<CalicoNode> nodes(BgpPeer.Nodes nodes) {
        return index.nodes(nodes);
    }

    /** Where a node is in the datastore. */
    String key(CalicoNode node) {
        return node.key(state.layout());
    }

    boolean isV3() {
        return state.layout() == Layout.V3;
    }

    AsNumber asNumber(BgpPeer.At at) {
        return Objects.requireNonNullElse(at.asNumber(), state.globals().asNumber());
    }

    /** Whether a node is in the mesh of a family. */
    boolean meshed(CalicoNode node, Afi afi) {
        return state.globals().meshEnabled()
                && node.details().clusterId() == null
                && node.address(afi).address() != null;
    }

    static boolean hasAddress(CalicoNode node) {
        return FAMILIES.stream().anyMatch(afi -> node.address(afi).address() != null);
    }

    static boolean isAt(CalicoNode node, IpAddress address) {
        return address.equals(node.address(address.afi()).address());
    }

    /** Why there is no password; empty if there is one, or none is wanted. */
    String passwordProblem(@Nullable SecretKeyRef secret) {
        return PlannedPassword.of(secret, inputs).problem();
    }

    /** Some names, and how many more there are. */
    static String names(Collection<CalicoNode> nodes) {
        String first =
                nodes.stream().limit(LISTED).map(CalicoNode::name).sorted().collect(Collectors.joining(", "));
        return nodes.size() > LISTED ? first + " and " + (nodes.size() - LISTED) + " more" : first;
    }
}
