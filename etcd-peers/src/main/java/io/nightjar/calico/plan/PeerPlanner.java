package io.nightjar.calico.plan;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.calico.model.Layout;
import io.nightjar.calico.model.PeerOptions;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.LocalPrefMetric;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All sessions of this node.
 *
 * <p>There is one session per address and port. When several objects ask for the same, the one whose name comes first in the
 * alphabet has it (a global peer before the mesh before a node's own peer), because that is the protocol to which BIRD hands
 * an incoming connection; so it is with two nodes that claim one address with different ports, whose mesh sessions would have one
 * name. And there is none without the password that it should have, unless that was allowed.
 */
final class PeerPlanner {

    private final NodePlan plan;

    private final BgpIdentifier identifier;

    private final PlanSettings settings;

    private final List<PlanNote> notes;

    PeerPlanner(NodePlan plan, BgpIdentifier identifier, PlanSettings settings, List<PlanNote> notes) {
        this.plan = plan;
        this.identifier = identifier;
        this.settings = settings;
        this.notes = notes;
    }

    /** The sessions, sorted by identity. */
    List<SpeakerPeer> peers() {
        List<SpeakerPeer> peers = new ArrayList<>();
        for (FamilyPlan family : plan.families()) {
            PolicyPlanner policies = new PolicyPlanner(family);
            for (PlannedPeer peer : chosen(family)) {
                peers.add(speakerPeer(family, peer, policies));
            }
        }
        peers.sort(Comparator.comparing(peer -> peer.session().id()));
        return peers;
    }

    private List<PlannedPeer> chosen(FamilyPlan family) {
        Map<PeerId, PlannedPeer> byPlace = new HashMap<>();
        Map<String, PlannedPeer> byName = new HashMap<>();
        List<PlannedPeer> chosen = new ArrayList<>();
        for (PlannedPeer peer : family.peers()) {
            PlannedPeer first = byPlace.putIfAbsent(peer.id(), peer);
            if (first == null) {
                first = byName.putIfAbsent(peer.id().name(), peer);
            }
            if (first != null) {
                notes.add(new PlanNote(
                        peer.key(), "peer " + peer.id() + " is left out: " + first.key() + " is " + first.id()));
            } else if (mayConnect(peer)) {
                chosen.add(peer);
            }
        }
        return chosen;
    }

    private boolean mayConnect(PlannedPeer peer) {
        String problem = peer.password().problem();
        if (!problem.isEmpty()) {
            notes.add(new PlanNote(
                    peer.key(),
                    "peer " + peer.id() + (settings.unprotectedAllowed() ? " has no password: " : " is left out: ")
                            + problem));
        }
        return problem.isEmpty() || settings.unprotectedAllowed();
    }

    private SpeakerPeer speakerPeer(FamilyPlan family, PlannedPeer peer, PolicyPlanner policies) {
        Afi afi = family.afi();
        PeerOptions options = peer.options();
        Set<AddressFamily> families = Set.of(AddressFamily.unicast(afi));
        int port = peer.remote().port();
        PeerTransport transport = options.transport();
        PeerConfig session = new PeerConfig(
                peer.id(),
                new PeerConfig.Remote(
                        peer.remote().address(),
                        port == 0 ? ListenEndpoint.BGP_PORT : port,
                        peer.remote().asNumber()),
                new PeerConfig.Local(peer.local().address(), peer.local().asNumber(), identifier),
                families,
                peer.passive(),
                SessionTemplate.timers(options),
                settings.reflector()
                        ? SessionTemplate.reflectorFeatures(options)
                        : SessionTemplate.features(families, options),
                new PeerTransport(peer.password().value(), transport.hops(), transport.ttlSecurity()));
        return new SpeakerPeer(session, policy(family, peer, policies));
    }

    private PeerPolicy policy(FamilyPlan family, PlannedPeer peer, PolicyPlanner policies) {
        if (settings.reflector()) {
            return new PeerPolicy(
                    RoutePolicy.ACCEPT_ALL,
                    RoutePolicy.ACCEPT_ALL,
                    NextHopMode.KEEP,
                    peer.local().clientClusterId());
        }
        NextHopMode layout = plan.layout() == Layout.V3 ? NextHopMode.AUTO : NextHopMode.SELF;
        PeerPolicy policy = new PeerPolicy(
                        policies.imports(peer),
                        policies.exports(peer),
                        peer.nextHop(layout),
                        peer.local().clientClusterId())
                .withAllowedLocalAs(peer.options().allowedLocalAs());
        ExportPlan metrics = family.exports();
        return metrics.metricInLocalPref()
                ? policy.withPreferredAbove(LocalPrefMetric.mirror(metrics.normalMetric()))
                : policy;
    }
}
