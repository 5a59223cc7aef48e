package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.outbound.ExportVerdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the table knows about one destination.
 *
 * @param destination its paths; null if there are none
 * @param cover the longest wider prefix with a path; null if there is one for the destination, or none at all
 * @param peers of the ones that were asked about, those that the table knows
 * @param exports what each established peer is told about it
 */
public record TableFacts(
        @Nullable DestinationView destination,
        @Nullable Prefix cover,
        Map<PeerId, PeerView> peers,
        Map<PeerId, ExportVerdict> exports) {

    public TableFacts {
        peers = Map.copyOf(peers);
        exports = new LinkedHashMap<>(exports);
    }

    /**
     * Looks at a table; on its thread.
     *
     * @param all peers that may be told
     */
    public static TableFacts of(RibView view, Prefix prefix, Collection<PeerId> all) {
        DestinationView destination = view.destination(prefix).orElse(null);
        Map<PeerId, PeerView> peers = new LinkedHashMap<>();
        Map<PeerId, ExportVerdict> exports = new LinkedHashMap<>();
        for (PeerId peer : all) {
            view.exportVerdict(peer, prefix).ifPresent(verdict -> exports.put(peer, verdict));
            if (destination == null || announces(destination, peer)) {
                view.peer(peer).ifPresent(known -> peers.put(peer, known));
            }
        }
        return new TableFacts(destination, destination == null ? cover(view, prefix) : null, peers, exports);
    }

    private static boolean announces(DestinationView destination, PeerId peer) {
        return destination.routes().stream()
                .anyMatch(route -> peer.equals(route.route().source().peer()));
    }

    private static @Nullable Prefix cover(RibView view, Prefix prefix) {
        for (int length = prefix.length() - 1; length >= 0; length--) {
            Prefix wider = new Prefix(prefix.address(), length);
            if (view.candidates(wider).isPresent()) {
                return wider;
            }
        }
        return null;
    }

    /** The longest prefix around an address to which anybody has announced a path, be it taken or not; null if there is none. */
    public static @Nullable Prefix around(RibView view, IpAddress address) {
        int shortest =
                view.longestMatch(address).map(found -> found.prefix().length()).orElse(-1);
        for (int length = address.bitLength(); length >= 0; length--) {
            Prefix prefix = new Prefix(address, length);
            if (length == shortest || view.destination(prefix).isPresent()) {
                return prefix;
            }
        }
        return null;
    }

    /** What forwarding may use; null if there is no path that takes part in the decision. */
    public @Nullable Multipath forwarding() {
        return destination == null ? null : destination.forwarding();
    }
}
