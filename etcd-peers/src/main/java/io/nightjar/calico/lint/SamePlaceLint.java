package io.nightjar.calico.lint;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Peers at one place of which a node can have only one: those of two objects, and those that the mesh has already. */
final class SamePlaceLint {

    private static final int BGP_PORT = 179;

    /** Who wins: what is said for all nodes, then the first name. */
    private static final Comparator<BgpPeer> ORDER =
            Comparator.comparing((BgpPeer peer) -> !peer.global()).thenComparing(BgpPeer::key);

    private final Cluster cluster;

    private final Findings findings;

    private SamePlaceLint(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    private record Place(IpAddress address, int port) {}

    static void check(Cluster cluster, Findings findings) {
        SamePlaceLint lint = new SamePlaceLint(cluster, findings);
        Map<Place, List<BgpPeer>> byPlace = new HashMap<>();
        for (BgpPeer peer : cluster.state().peers()) {
            if (peer.remote() instanceof BgpPeer.At at) {
                Place place = new Place(at.address(), at.port() == 0 ? BGP_PORT : at.port());
                byPlace.computeIfAbsent(place, unseen -> new ArrayList<>(1)).add(peer);
                lint.mesh(peer, at);
            }
        }
        byPlace.values().stream().filter(peers -> peers.size() > 1).forEach(lint::same);
    }

    /** Each node is told about once, with the one that it has. */
    private void same(List<BgpPeer> peers) {
        Map<String, BgpPeer> owners = new HashMap<>();
        for (BgpPeer peer : peers.stream().sorted(ORDER).toList()) {
            Map<BgpPeer, List<CalicoNode>> lost = new HashMap<>();
            for (CalicoNode node : cluster.nodes(peer.nodes())) {
                BgpPeer owner = owners.putIfAbsent(node.name(), peer);
                if (owner != null) {
                    lost.computeIfAbsent(owner, unseen -> new ArrayList<>()).add(node);
                }
            }
            lost.forEach((owner, nodes) -> findings.suspicious(
                    peer.key(), "is left out on " + Cluster.names(nodes) + ": " + owner.key() + " has that peer"));
        }
    }

    private void mesh(BgpPeer peer, BgpPeer.At at) {
        Collection<CalicoNode> remotes = cluster.index().at(at.address());
        boolean meshed = remotes.stream()
                .anyMatch(node -> cluster.meshed(node, at.address().afi()));
        if (meshed) {
            List<CalicoNode> nodes = cluster.nodes(peer.nodes()).stream()
                    .filter(node -> cluster.meshed(node, at.address().afi()) && !Cluster.isAt(node, at.address()))
                    .toList();
            if (!nodes.isEmpty()) {
                findings.suspicious(
                        peer.key(),
                        at.address() + " is node " + Cluster.names(remotes) + ", which the mesh has as a peer of "
                                + Cluster.names(nodes) + " already");
            }
        }
    }
}
