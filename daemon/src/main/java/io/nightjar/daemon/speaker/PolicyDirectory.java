package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which policy holds for which session, as an immutable value.
 *
 * @param peers of configured peers, by name
 * @param ranges the longest network first
 */
record PolicyDirectory(Map<PeerId, PeerPolicy> peers, List<NeighborRange> ranges) {

    /** For a session that nobody wants any more, in the moment before it ends. */
    static final PeerPolicy CLOSED =
            new PeerPolicy(RoutePolicy.REJECT_ALL, RoutePolicy.REJECT_ALL, NextHopMode.AUTO, null);

    static final PolicyDirectory EMPTY = new PolicyDirectory(Map.of(), List.of());

    PolicyDirectory {
        peers = Map.copyOf(peers);
        ranges = List.copyOf(ranges);
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
