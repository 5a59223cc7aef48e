package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;

/** Who may connect: the peers by identity and by address, and the ranges. Any thread. */
final class Neighborhood {

    /** How many peers may come out of ranges. */
    static final int MAX_RANGE_PEERS = 16384;

    private final ConcurrentSkipListMap<PeerId, BoundPeer> byId = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<IpAddress, List<BoundPeer>> byAddress = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Prefix, PeerRange> ranges = new ConcurrentSkipListMap<>();
    private final BiFunction<PeerRange, IpAddress, BoundPeer> rangePeers;

    /** A neighbourhood where {@code rangePeers} makes the peers that come out of ranges. */
    Neighborhood(BiFunction<PeerRange, IpAddress, BoundPeer> rangePeers) {
        this.rangePeers = rangePeers;
    }

    /** Adds a peer unless it is there. */
    boolean add(BoundPeer peer) {
        if (byId.putIfAbsent(peer.id(), peer) != null) {
            return false;
        }
        index(peer);
        return true;
    }

    /** Files a peer under its address. */
    void index(BoundPeer peer) {
        byAddress.compute(peer.remoteAddress(), (address, peers) -> {
            List<BoundPeer> more = new ArrayList<>(peers == null ? List.of() : peers);
            more.add(peer);
            more.sort(Comparator.comparing(BoundPeer::id));
            return List.copyOf(more);
        });
    }

    /** Takes a peer out of the file under an address. */
    void unindex(BoundPeer peer, IpAddress address) {
        byAddress.computeIfPresent(address, (key, peers) -> {
            List<BoundPeer> fewer = peers.stream().filter(p -> p != peer).toList();
            return fewer.isEmpty() ? null : fewer;
        });
    }

    /** The peers at an address. */
    List<BoundPeer> at(IpAddress address) {
        return byAddress.getOrDefault(address, List.of());
    }

    /** The peer that is called so now. */
    Optional<BoundPeer> named(String name) {
        return byId.values().stream()
                .filter(peer -> peer.id().name().equals(name))
                .findFirst();
    }

    Optional<BoundPeer> find(PeerId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Removes a peer, if it is still the one with its identity. */
    boolean remove(BoundPeer peer) {
        unindex(peer, peer.remoteAddress());
        return byId.remove(peer.id(), peer);
    }

    /** Adds a peer again that has come out of a range, if the range still exists and it is not there. */
    boolean readmit(BoundPeer peer) {
        return ranges.keySet().stream().anyMatch(peer::isFrom) && add(peer);
    }

    Collection<BoundPeer> all() {
        return byId.values();
    }

    void addRange(PeerRange range) {
        ranges.put(range.network(), range);
    }

    /** Forgets a range and returns the peers that had come out of it. */
    List<BoundPeer> removeRange(Prefix network) {
        ranges.remove(network);
        return byId.values().stream().filter(peer -> peer.isFrom(network)).toList();
    }

    /** Whose connection it is that came from {@code remote} and arrived at {@code local}. */
    Optional<BoundPeer> lookup(IpAddress remote, IpAddress local) {
        List<BoundPeer> candidates = at(remote);
        if (candidates.isEmpty()) {
            return fromRange(remote);
        }
        return candidates.stream()
                .filter(peer -> peer.expectsAt(local))
                .findFirst()
                .or(() -> Optional.of(candidates.get(0)));
    }

    private Optional<BoundPeer> fromRange(IpAddress remote) {
        Optional<PeerRange> range = ranges.values().stream()
                .filter(candidate -> candidate.network().contains(remote))
                .max(Comparator.comparingInt(candidate -> candidate.network().length()));
        if (range.isEmpty() || byId.size() >= MAX_RANGE_PEERS) {
            return Optional.empty();
        }
        BoundPeer made = rangePeers.apply(range.get(), remote);
        return add(made) ? Optional.of(made) : find(made.id());
    }
}
