package io.nightjar.calico.plan;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.calico.model.PeerOptions;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All sessions of this node.
 *
 * <p>There is one session per address. When several objects ask for the same, the one whose name comes first in the
 * alphabet has it (a global peer before the mesh before a node's own peer), because that is the protocol to which BIRD hands
 * an incoming connection.
 */
final class PeerPlanner {

    private PeerPlanner() {}

    static List<SpeakerPeer> peers(PlanContext context, List<PlanNote> notes) {
        List<PlannedPeer> wanted = new ArrayList<>(MeshPlanner.peers(context));
        wanted.addAll(ExplicitPeerPlanner.peers(context, notes));
        wanted.sort(PlannedPeer.ORDER);
        Map<IpAddress, PlannedPeer> byAddress = new LinkedHashMap<>();
        for (PlannedPeer peer : wanted) {
            PlannedPeer first = byAddress.putIfAbsent(peer.address(), peer);
            if (first != null) {
                notes.add(new PlanNote(
                        peer.key(), "peer " + peer.id() + " is left out: " + first.key() + " is " + first.id()));
            }
        }
        Map<ExportKey, RoutePolicy> exports = new HashMap<>();
        return byAddress.values().stream()
                .map(peer -> speakerPeer(context, peer, exports))
                .toList();
    }

    /** What an export policy depends on. */
    private record ExportKey(Afi afi, boolean sameAs) {}

    private static SpeakerPeer speakerPeer(PlanContext context, PlannedPeer peer, Map<ExportKey, RoutePolicy> exports) {
        Afi afi = peer.address().afi();
        PeerOptions options = peer.options();
        AsNumber localAs = Objects.requireNonNullElse(options.localAs(), context.ownAsNumber());
        Set<AddressFamily> families = Set.of(AddressFamily.unicast(afi));
        PeerConfig session = new PeerConfig(
                peer.id(),
                new PeerConfig.Remote(peer.address(), ListenEndpoint.BGP_PORT, peer.asNumber()),
                new PeerConfig.Local(context.ownAddress(afi), localAs, context.identifier()),
                families,
                peer.passive(),
                SessionTemplate.timers(options),
                SessionTemplate.features(families, options),
                options.transport());
        boolean sameAs = peer.asNumber().equals(localAs);
        RoutePolicy export = exports.computeIfAbsent(
                new ExportKey(afi, sameAs), key -> ExportPolicyPlanner.policy(context, afi, sameAs));
        NextHopMode nextHop = options.nextHop().orElse(NextHopMode.SELF, sameAs);
        PeerPolicy policy = new PeerPolicy(RoutePolicy.ACCEPT_ALL, export, nextHop, null)
                .withAllowedLocalAs(options.allowedLocalAs());
        return new SpeakerPeer(session, policy);
    }
}
