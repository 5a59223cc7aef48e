package io.nightjar.calico.lint;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.IpPool;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Nodes that are half there, that are in each other's place, or that nobody talks to. */
final class NodeLint {

    private final Cluster cluster;

    private final Findings findings;

    /** Names of nodes that have a configured peer, or are one. */
    private final Set<String> connected = new HashSet<>();

    private NodeLint(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    static void check(Cluster cluster, Findings findings) {
        NodeLint lint = new NodeLint(cluster, findings);
        cluster.state().peers().forEach(lint::connect);
        boolean crossSubnet = cluster.state().pools().stream()
                .anyMatch(pool -> pool.encapsulation() == IpPool.Encapsulation.IPIP_CROSS_SUBNET);
        for (CalicoNode node : cluster.nodes()) {
            lint.presence(node);
            lint.addresses(node, crossSubnet);
            lint.sessions(node);
        }
    }

    private void connect(BgpPeer peer) {
        List<CalicoNode> nodes = cluster.nodes(peer.nodes());
        boolean reversed = peer.options().extras().reversed();
        if (peer.remote() instanceof BgpPeer.OtherNodes others) {
            List<CalicoNode> remotes = cluster.nodes(new BgpPeer.Labelled(others.selector()));
            if (!nodes.isEmpty() && !remotes.isEmpty()) {
                connect(nodes);
                if (reversed) {
                    connect(remotes);
                }
            }
        } else {
            connect(nodes);
            if (peer.remote() instanceof BgpPeer.At at && reversed && !nodes.isEmpty()) {
                connect(cluster.index().at(at.address()));
            }
        }
    }

    private void connect(List<CalicoNode> nodes) {
        nodes.forEach(node -> connected.add(node.name()));
    }

    private void presence(CalicoNode node) {
        if (!node.ipv4().declared() && cluster.isV3()) {
            findings.unusable(
                    "/calico/resources/v3/projectcalico.org/bgpconfigurations/node." + node.name(),
                    "there is no usable Node " + node.name());
        } else if (!node.ipv4().declared()) {
            findings.unusable(cluster.key(node), "is half there: ip_addr_v4 is missing");
        } else if (!Cluster.hasAddress(node)) {
            findings.suspicious(cluster.key(node), "has no address, so it takes no part in BGP");
        }
    }

    private void addresses(CalicoNode node, boolean crossSubnet) {
        for (Afi afi : Cluster.FAMILIES) {
            IpAddress address = node.address(afi).address();
            if (address != null) {
                for (CalicoNode other : cluster.index().at(address)) {
                    if (!other.name().equals(node.name())) {
                        findings.suspicious(
                                cluster.key(node), "has the address " + address + " of node " + other.name());
                    }
                }
            }
        }
        IpAddress ipv4 = node.ipv4().address();
        Prefix network = node.ipv4().network();
        if (crossSubnet && ipv4 != null && (network == null || network.isHost())) {
            findings.suspicious(
                    cluster.key(node), "has no subnet, so all packets of pools with CrossSubnet go through the tunnel");
        }
    }

    private void sessions(CalicoNode node) {
        if (!Cluster.hasAddress(node)) {
            return;
        }
        boolean meshed = Cluster.FAMILIES.stream().anyMatch(afi -> cluster.meshed(node, afi));
        boolean alone = cluster.nodes().size() == 1;
        if (!meshed && !alone && !connected.contains(node.name())) {
            String why = node.details().clusterId() != null
                            && cluster.state().globals().meshEnabled()
                    ? "has a cluster id, so it is not in the mesh, and no BGPPeer concerns it"
                    : "has no peer: there is no mesh, and no BGPPeer concerns it";
            findings.suspicious(cluster.key(node), why);
        }
        if (meshed
                && !cluster.index()
                        .asNumber(node)
                        .equals(cluster.state().globals().asNumber())) {
            findings.suspicious(
                    cluster.key(node),
                    "is in AS " + cluster.index().asNumber(node) + ", the mesh is in AS "
                            + cluster.state().globals().asNumber()
                            + ": Calico's own nodes expect theirs, and what crosses it is not announced further");
        }
    }
}
