package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The peers that somebody configured for all nodes, or for this one. */
final class ExplicitPeerPlanner {

    private static final String GLOBAL = "Global";

    private static final String NODE = "Node";

    private ExplicitPeerPlanner() {}

    static List<PlannedPeer> peers(PlanContext context, List<PlanNote> notes) {
        Set<IpAddress> nodeAddresses = nodeAddresses(context);
        List<PlannedPeer> peers = new ArrayList<>();
        for (BgpPeer peer : context.state().peers()) {
            if (!peer.global() && !context.own().name().equals(peer.node())) {
                continue;
            }
            Afi afi = peer.address().afi();
            IpAddress own = context.ownAddress(afi);
            if (own == null) {
                notes.add(new PlanNote(peer.key(), "there is no session because this node has no " + afi + " address"));
            } else if (!own.equals(peer.address())) {
                peer.options().ignored().forEach(reason -> notes.add(new PlanNote(peer.key(), reason)));
                peers.add(planned(peer, own, nodeAddresses));
            }
        }
        return peers;
    }

    private static PlannedPeer planned(BgpPeer peer, IpAddress own, Set<IpAddress> nodeAddresses) {
        // A global peer that is a node has its like in every node, so as in the mesh one end is enough to dial.
        boolean passive =
                peer.global() && nodeAddresses.contains(peer.address()) && PlannedPeer.waitsFor(peer.address(), own);
        return new PlannedPeer(
                PlannedPeer.name(peer.global() ? GLOBAL : NODE, peer.address()),
                peer.address(),
                peer.asNumber(),
                passive,
                peer.options(),
                peer.key());
    }

    private static Set<IpAddress> nodeAddresses(PlanContext context) {
        return context.state().nodes().values().stream()
                .flatMap(node -> PlanContext.FAMILIES.stream()
                        .flatMap(afi -> Stream.ofNullable(node.address(afi).address())))
                .collect(Collectors.toSet());
    }
}
