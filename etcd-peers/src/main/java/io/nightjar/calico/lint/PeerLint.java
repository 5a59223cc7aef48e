package io.nightjar.calico.lint;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.calico.model.BgpFilter;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Peers that nobody has, or that cannot be what was meant. */
final class PeerLint {

    private final Cluster cluster;

    private final Findings findings;

    private PeerLint(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    static void check(Cluster cluster, Findings findings) {
        PeerLint lint = new PeerLint(cluster, findings);
        cluster.state().peers().forEach(lint::check);
        lint.unusedFilters();
    }

    private void check(BgpPeer peer) {
        List<CalicoNode> nodes = cluster.nodes(peer.nodes());
        if (nodes.isEmpty()) {
            nobody(peer);
        }
        if (peer.remote() instanceof BgpPeer.OtherNodes others
                && cluster.nodes(new BgpPeer.Labelled(others.selector())).isEmpty()) {
            findings.unusable(peer.key(), "'peerSelector' matches no node");
        } else if (peer.remote() instanceof BgpPeer.At at && !nodes.isEmpty()) {
            place(peer, at, nodes);
        }
        for (String filter : peer.options().extras().filters()) {
            if (!cluster.state().filters().containsKey(filter)) {
                findings.suspicious(peer.key(), "there is no usable BGPFilter " + filter);
            }
        }
        String problem = cluster.passwordProblem(peer.options().extras().password());
        if (!problem.isEmpty()) {
            findings.unusable(peer.key(), "no session: " + problem);
        }
        if (!cluster.isV3()) {
            peer.options().ignored().forEach(reason -> findings.suspicious(peer.key(), reason));
        }
    }

    private void nobody(BgpPeer peer) {
        if (peer.nodes() instanceof BgpPeer.Named named) {
            findings.unusable(peer.key(), "there is no usable Node " + named.node());
        } else if (peer.nodes() instanceof BgpPeer.Labelled) {
            findings.unusable(peer.key(), "'nodeSelector' matches no node");
        }
    }

    private void place(BgpPeer peer, BgpPeer.At at, List<CalicoNode> nodes) {
        Afi afi = at.address().afi();
        if (nodes.stream().allMatch(node -> Cluster.isAt(node, at.address()))) {
            findings.unusable(peer.key(), at.address() + " is the node's own address, so there is no session");
        } else if (nodes.stream().allMatch(node -> node.address(afi).address() == null)) {
            findings.unusable(peer.key(), "none of its nodes has an " + afi + " address, so there is no session");
        }
        AsNumber asNumber = cluster.asNumber(at);
        for (CalicoNode node : cluster.index().at(at.address())) {
            if (!cluster.index().asNumber(node).equals(asNumber)) {
                findings.suspicious(
                        peer.key(),
                        "expects AS " + asNumber + ", but " + at.address() + " is node " + node.name() + " in AS "
                                + cluster.index().asNumber(node));
            }
        }
        boolean internal = nodes.stream()
                .allMatch(node -> cluster.index().asNumber(node).equals(asNumber)
                        && peer.options().localAs() == null);
        if (internal && peer.options().nextHop().keptToOthers()) {
            findings.suspicious(peer.key(), "'keepOriginalNextHop' has no effect inside an AS");
        }
    }

    private void unusedFilters() {
        Set<String> used = new HashSet<>();
        cluster.state()
                .peers()
                .forEach(peer -> used.addAll(peer.options().extras().filters()));
        for (BgpFilter filter : cluster.state().filters().values()) {
            boolean silent = Cluster.FAMILIES.stream()
                    .map(filter::rules)
                    .allMatch(rules ->
                            rules.imports().isEmpty() && rules.exports().isEmpty());
            if (silent) {
                findings.suspicious(filter.key(), "has no rule");
            } else if (!used.contains(filter.name())) {
                findings.suspicious(filter.key(), "no BGPPeer refers to it");
            }
        }
    }
}
