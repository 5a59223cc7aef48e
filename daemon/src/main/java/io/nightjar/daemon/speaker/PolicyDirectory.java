package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which policy holds for which session, as an immutable value.
 *
 * @param peers of configured peers, by name
 * @param ranges the longest network first
 * @param leaving those of the peers that nobody wants any more, while others take over from them
 */
record PolicyDirectory(Map<PeerId, PeerPolicy> peers, List<NeighborRange> ranges, Set<PeerId> leaving) {

    /** For a session that nobody wants any more, in the moment before it ends. */
    static final PeerPolicy CLOSED =
            new PeerPolicy(RoutePolicy.REJECT_ALL, RoutePolicy.REJECT_ALL, NextHopMode.AUTO, null);

    static final PolicyDirectory EMPTY = new PolicyDirectory(Map.of(), List.of());

    PolicyDirectory {
        peers = Map.copyOf(peers);
        ranges = List.copyOf(ranges);
        leaving = Set.copyOf(leaving);
    }

    /** Nobody leaves. */
    PolicyDirectory(Map<PeerId, PeerPolicy> peers, List<NeighborRange> ranges) {
        this(peers, ranges, Set.of());
    }

    static PolicyDirectory of(SpeakerConfig config) {
        Map<PeerId, PeerPolicy> peers = new HashMap<>();
        config.peers().forEach(peer -> peers.put(peer.session().id(), peer.policy()));
        List<NeighborRange> ranges = config.ranges().stream()
                .sorted(Comparator.comparingInt(
                        (NeighborRange range) -> -range.network().length()))
                .toList();
        return new PolicyDirectory(peers, ranges);
    }

    /** The same, with peers that keep their policies until others have taken over from them. */
    PolicyDirectory withLeaving(List<SpeakerPeer> leavers) {
        Map<PeerId, PeerPolicy> all = new HashMap<>(peers);
        leavers.forEach(peer -> all.put(peer.session().id(), peer.policy().asFormerClient()));
        Set<PeerId> names = leavers.stream().map(peer -> peer.session().id()).collect(Collectors.toSet());
        return new PolicyDirectory(all, ranges, names);
    }

    /** The same, with peers that have been route reflector clients in these clusters. */
    PolicyDirectory withFormerClients(Map<PeerId, BgpIdentifier> clusterIds) {
        Map<PeerId, PeerPolicy> all = new HashMap<>(peers);
        clusterIds.forEach((peer, id) -> all.computeIfPresent(
                peer, (same, policy) -> policy.withClientClusterId(id).asFormerClient()));
        return new PolicyDirectory(all, ranges, leaving);
    }

    /** Whether anybody wants sessions with this peer. */
    boolean knows(NegotiatedSession session) {
        return peers.containsKey(session.peer())
                || ranges.stream().anyMatch(range -> range.network().contains(session.remoteAddress()));
    }

    PeerPolicy of(NegotiatedSession session) {
        return of(session.config());
    }

    PeerPolicy of(PeerConfig peer) {
        PeerPolicy own = peers.get(peer.id());
        return own != null ? own : ofRange(peer.remote().address());
    }

    private PeerPolicy ofRange(IpAddress address) {
        return ranges.stream()
                .filter(range -> range.network().contains(address))
                .findFirst()
                .map(NeighborRange::policy)
                .orElse(CLOSED);
    }
}
