package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.Layout;
import io.nightjar.calico.model.PeerOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which peers this node has beside the mesh, in Calico's order: first what everybody has, then what was said for this node,
 * then the other ends of what was said for others. Whoever asks first for a place gets it; and what was said for one node
 * never replaces what was said for all. Objects are taken in the order of their names, where Calico leaves it to chance.
 */
final class EffectivePeers {

    private final PlanContext context;

    private final NodeIndex index;

    private final Map<PeerEntry.Place, PeerEntry> global = new LinkedHashMap<>();

    private final Map<PeerEntry.Place, PeerEntry> own = new LinkedHashMap<>();

    /** Whose nodes have all been asked for already, in the map that is being filled. */
    private final Set<BgpPeer.Nodes> done = new HashSet<>();

    private EffectivePeers(PlanContext context) {
        this.context = context;
        this.index = context.index();
    }

    /** The peers of all nodes, then those of this one; each in the order in which they were asked for. */
    static List<PeerEntry> of(PlanContext context) {
        EffectivePeers peers = new EffectivePeers(context);
        List<BgpPeer> all = context.state().peers();
        all.stream().filter(BgpPeer::global).forEach(peer -> peers.forward(peer, peers.global));
        peers.done.clear();
        all.stream()
                .filter(peer -> !peer.global() && context.isOwn(peer.nodes()))
                .forEach(peer -> peers.forward(peer, peers.own));
        if (context.state().layout() == Layout.V3) {
            all.forEach(peers::reverse);
        }
        List<PeerEntry> entries = new ArrayList<>(peers.global.values());
        entries.addAll(peers.own.values());
        return entries;
    }

    private void forward(BgpPeer peer, Map<PeerEntry.Place, PeerEntry> into) {
        if (peer.remote() instanceof BgpPeer.Workloads workloads) {
            workloads(peer, workloads.asNumber(), into);
        } else if (peer.remote() instanceof BgpPeer.OtherNodes others) {
            nodes(peer, new BgpPeer.Labelled(others.selector()), into);
        } else if (peer.remote() instanceof BgpPeer.At at) {
            emit(new PeerEntry(peer, kind(into), remote(at), peer.options()), into);
        }
    }

    private PeerEntry.Kind kind(Map<PeerEntry.Place, PeerEntry> into) {
        return into == global ? PeerEntry.Kind.GLOBAL : PeerEntry.Kind.NODE;
    }

    private void emit(PeerEntry entry, Map<PeerEntry.Place, PeerEntry> into) {
        PeerEntry.Place place = entry.place();
        if (into == global || !global.containsKey(place)) {
            into.putIfAbsent(place, entry);
        }
    }

    /** All addresses of some nodes. The second object that asks for the same nodes cannot get any more. */
    private void nodes(BgpPeer peer, BgpPeer.Nodes nodes, Map<PeerEntry.Place, PeerEntry> into) {
        if (done.add(nodes)) {
            nodes(peer, nodes, PlanContext.FAMILIES, into);
        }
    }

    private void nodes(
            BgpPeer peer, BgpPeer.Nodes nodes, Collection<Afi> families, Map<PeerEntry.Place, PeerEntry> into) {
        PeerOptions options = peer.options().ofNode();
        for (CalicoNode node : index.nodes(nodes)) {
            for (Afi afi : families) {
                IpAddress address = node.address(afi).address();
                if (address != null) {
                    emit(new PeerEntry(peer, kind(into), remote(node, address), options), into);
                }
            }
        }
    }

    private PeerEntry.Remote remote(CalicoNode node, IpAddress address) {
        return new PeerEntry.Remote(
                address,
                index.listenPort(node),
                index.asNumber(node),
                false,
                node.details().clusterId());
    }

    private PeerEntry.Remote remote(BgpPeer.At at) {
        AsNumber asNumber = asNumber(at);
        List<CalicoNode> nodes = index.at(at.address());
        int port = at.port();
        for (CalicoNode node : nodes) {
            if (port == 0 && index.asNumber(node).equals(asNumber)) {
                port = index.listenPort(node);
            }
        }
        return new PeerEntry.Remote(at.address(), port, asNumber, !nodes.isEmpty(), null);
    }

    private AsNumber asNumber(BgpPeer.At at) {
        return Objects.requireNonNullElse(
                at.asNumber(), context.state().globals().asNumber());
    }

    private void workloads(BgpPeer peer, AsNumber asNumber, Map<PeerEntry.Place, PeerEntry> into) {
        PeerOptions options = peer.options().ofWorkload();
        for (WorkloadEndpoint endpoint : context.inputs().endpoints()) {
            if (endpoint.peerName().equals(peer.name())) {
                for (Afi afi : PlanContext.FAMILIES) {
                    IpAddress address = endpoint.address(afi);
                    if (address != null) {
                        PeerEntry.Remote remote = new PeerEntry.Remote(address, 0, asNumber, false, null);
                        emit(new PeerEntry(peer, PeerEntry.Kind.LOCAL_WORKLOAD, remote, options), into);
                    }
                }
            }
        }
    }

    /** If this node is a remote end of what was said, the nodes for which it was said are its peers. */
    private void reverse(BgpPeer peer) {
        if (!peer.options().extras().reversed()) {
            return;
        }
        if (peer.remote() instanceof BgpPeer.OtherNodes others
                && others.selector().matches(context.own().details().labels())) {
            nodes(peer, peer.nodes(), own);
        } else if (peer.remote() instanceof BgpPeer.At at && isOwn(at)) {
            nodes(peer, peer.nodes(), List.of(at.address().afi()), own);
        }
    }

    private boolean isOwn(BgpPeer.At at) {
        return at.address().equals(context.ownAddress(at.address().afi()))
                && asNumber(at).equals(context.ownAsNumber())
                && (at.port() == 0 || listensAt(at.port()));
    }

    /**
     * Calico's words: the node's own port has to be that one, if it has one; and so has the port of all nodes, if there is
     * one, even for a node that has its own.
     */
    private boolean listensAt(int port) {
        Integer node = context.own().settings().listenPort();
        int all = index.globalListenPort();
        boolean excluded = node != null && node != port;
        return !excluded && (all == 0 || all == port);
    }
}
