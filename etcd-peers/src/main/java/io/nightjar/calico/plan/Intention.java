package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's state means for each of its nodes: who should have a session with whom.
 *
 * @param name of the node
 * @param addresses where it is
 * @param asNumber its autonomous system
 * @param clusterId for which cluster it reflects; null if it is no reflector
 * @param meshed whether it has a session with every other one that is meshed
 * @param peers with whom objects want it to have one besides, in Calico's order: names of nodes, and addresses of others
 */
public record Intention(
        String name,
        List<IpAddress> addresses,
        AsNumber asNumber,
        @Nullable BgpIdentifier clusterId,
        boolean meshed,
        List<String> peers) {

    public Intention {
        addresses = List.copyOf(addresses);
        peers = List.copyOf(peers);
    }

    /** Of all nodes, by name. */
    public static List<Intention> of(ClusterState state) {
        NodeIndex index = new NodeIndex(state);
        return state.nodes().values().stream()
                .map(node -> of(state, node, index))
                .toList();
    }

    private static Intention of(ClusterState state, CalicoNode node, NodeIndex index) {
        PlanContext context = new PlanContext(state, node, PlanSettings.of(node.name()), LocalInputs.NONE, index);
        List<IpAddress> addresses = new ArrayList<>();
        for (Afi afi : PlanContext.FAMILIES) {
            IpAddress address = context.ownAddress(afi);
            if (address != null) {
                addresses.add(address);
            }
        }
        Set<String> peers = new LinkedHashSet<>();
        for (PeerEntry entry : EffectivePeers.of(context)) {
            IpAddress address = entry.remote().address();
            if (context.ownAddress(address.afi()) != null && !addresses.contains(address)) {
                List<CalicoNode> there = index.at(address);
                peers.add(there.isEmpty() ? address.toString() : there.get(0).name());
            }
        }
        BgpIdentifier clusterId = node.details().clusterId();
        return new Intention(
                node.name(),
                addresses,
                context.ownAsNumber(),
                clusterId,
                state.globals().meshEnabled() && clusterId == null && !addresses.isEmpty(),
                List.copyOf(peers));
    }
}
