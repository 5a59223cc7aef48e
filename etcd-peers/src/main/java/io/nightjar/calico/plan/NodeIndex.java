package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.selector.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes by their addresses and labels without looking at each of them. Made for one plan; what was looked for once is
 * remembered.
 */
public final class NodeIndex {

    private final ClusterState state;

    private final Map<IpAddress, List<CalicoNode>> byAddress = new HashMap<>();

    private final Map<String, List<CalicoNode>> byLabel = new HashMap<>();

    private final Map<Selector.Equal, List<CalicoNode>> byValue = new HashMap<>();

    private final Map<BgpPeer.Nodes, List<CalicoNode>> found = new HashMap<>();

    private long evaluations;

    /** An index of the nodes of a state. */
    public NodeIndex(ClusterState state) {
        this.state = state;
        for (CalicoNode node : state.nodes().values()) {
            for (Afi afi : PlanContext.FAMILIES) {
                IpAddress address = node.address(afi).address();
                if (address != null) {
                    byAddress
                            .computeIfAbsent(address, unseen -> new ArrayList<>(1))
                            .add(node);
                }
            }
            node.details().labels().forEach((label, value) -> {
                byLabel.computeIfAbsent(label, unseen -> new ArrayList<>()).add(node);
                byValue.computeIfAbsent(new Selector.Equal(label, value), unseen -> new ArrayList<>())
                        .add(node);
            });
        }
    }

    /** The nodes with an address, by name. */
    public List<CalicoNode> at(IpAddress address) {
        return byAddress.getOrDefault(address, List.of());
    }

    /** The nodes that are meant, by name. */
    public List<CalicoNode> nodes(BgpPeer.Nodes nodes) {
        return found.computeIfAbsent(nodes, this::find);
    }

    /** How often a node has been asked whether it is meant. */
    long evaluations() {
        return evaluations;
    }

    private List<CalicoNode> find(BgpPeer.Nodes nodes) {
        if (nodes instanceof BgpPeer.Named named) {
            CalicoNode node = state.nodes().get(named.node());
            return node == null ? List.of() : List.of(node);
        }
        Collection<CalicoNode> candidates =
                nodes instanceof BgpPeer.Labelled labelled ? candidates(labelled.selector()) : null;
        List<CalicoNode> meant = new ArrayList<>();
        for (CalicoNode node : candidates == null ? state.nodes().values() : candidates) {
            evaluations++;
            if (nodes.contains(node.name(), node.details().labels())) {
                meant.add(node);
            }
        }
        return meant;
    }

    /** Nodes among which are all that match, by name; null for all nodes. */
    private @Nullable Collection<CalicoNode> candidates(Selector selector) {
        if (selector instanceof Selector.Equal equal) {
            return byValue.getOrDefault(equal, List.of());
        }
        if (selector instanceof Selector.Has has) {
            return byLabel.getOrDefault(has.label(), List.of());
        }
        if (selector instanceof Selector.In in) {
            return byLabel.getOrDefault(in.label(), List.of());
        }
        if (selector instanceof Selector.Partly partly) {
            return byLabel.getOrDefault(partly.label(), List.of());
        }
        Collection<CalicoNode> fewest = null;
        if (selector instanceof Selector.And and) {
            for (Selector operand : and.operands()) {
                Collection<CalicoNode> some = candidates(operand);
                if (some != null && (fewest == null || some.size() < fewest.size())) {
                    fewest = some;
                }
            }
        }
        return fewest;
    }

    /** A node's autonomous system: its own, or else that of the cluster. */
    public AsNumber asNumber(CalicoNode node) {
        AsNumber own = node.asNumber();
        return own == null ? state.globals().asNumber() : own;
    }

    /** Where a node listens; 0 when nothing was said. */
    int listenPort(CalicoNode node) {
        Integer own = node.settings().listenPort();
        return own == null ? globalListenPort() : own;
    }

    /** Where nodes listen that say nothing else; 0 when nothing was said. */
    int globalListenPort() {
        Integer global = state.globals().settings().node().listenPort();
        return global == null ? 0 : global;
    }
}
