package io.nightjar.rib.decision;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.route.RouteSource.FromPeer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A step of the decision process: which routes of a set stay in it.
 *
 * @param reason what the step is called
 * @param step leaves at least one of at least two routes, in their order
 */
record TieBreaker(SelectionReason reason, Step step) {

    /** All steps in their order. */
    static final List<TieBreaker> IN_ORDER = List.of(
            // BIRD's preferences: 240 connected, 200 what starts here, 100 a peer's, 10 what else the kernel has.
            new TieBreaker(SelectionReason.SOURCE_PREFERENCE, lowest(candidate -> -preference(candidate))),
            // RFC 4271 §9.1.2.1; if nothing is reachable, nothing is eliminated.
            new TieBreaker(SelectionReason.NEXT_HOP_REACHABLE, lowest(candidate -> candidate.reachable() ? 0 : 1)),
            // RFC 9494 §4.3
            new TieBreaker(SelectionReason.LONG_LIVED_STALE, lowest(candidate -> longLivedStale(candidate) ? 1 : 0)),
            // RFC 4271 §9.1.1; missing counts as 100.
            new TieBreaker(SelectionReason.LOCAL_PREF, lowest(candidate -> -localPref(candidate))),
            // RFC 4271 §9.1.2.2 (a)
            new TieBreaker(
                    SelectionReason.AS_PATH_LENGTH,
                    lowest(candidate -> candidate.route().asPath().length())),
            // RFC 4271 §9.1.2.2 (b)
            new TieBreaker(SelectionReason.ORIGIN, lowest(TieBreaker::origin)),
            // RFC 4271 §9.1.2.2 (c)
            new TieBreaker(SelectionReason.MULTI_EXIT_DISC, TieBreaker::lowestMultiExitDiscOfEachNeighbor),
            // RFC 4271 §9.1.2.2 (d)
            new TieBreaker(SelectionReason.EXTERNAL_OVER_INTERNAL, lowest(candidate -> internal(candidate) ? 1 : 0)),
            // RFC 4271 §9.1.2.2 (e)
            new TieBreaker(SelectionReason.INTERIOR_COST, lowest(TieBreaker::interiorCost)),
            // RFC 4271 §9.1.2.2 (f); RFC 4456 §9 puts ORIGINATOR_ID in the identifier's place.
            new TieBreaker(SelectionReason.BGP_IDENTIFIER, lowest(TieBreaker::identifier)),
            // RFC 4456 §9
            new TieBreaker(SelectionReason.CLUSTER_LIST_LENGTH, lowest(TieBreaker::clusterListLength)),
            // RFC 4271 §9.1.2.2 (g)
            new TieBreaker(SelectionReason.PEER_ADDRESS, first(Comparator.comparing(FromPeer::address))),
            // Names are unique, so only paths of one peer are left after this.
            new TieBreaker(SelectionReason.PEER_NAME, first(Comparator.comparing(FromPeer::peer))),
            // RFC 7911 leaves this to the implementation.
            new TieBreaker(
                    SelectionReason.PATH_IDENTIFIER,
                    lowest(candidate -> candidate.route().pathId())));

    List<ResolvedRoute> survivors(List<ResolvedRoute> candidates) {
        return step.survivors(candidates);
    }

    /** Where routes stand that are preferred like what starts here. */
    private static final int AS_IF_ORIGINATED = 200;

    /** What a step does. */
    @FunctionalInterface
    interface Step {
        List<ResolvedRoute> survivors(List<ResolvedRoute> candidates);
    }

    private static Step lowest(ToLongFunction<ResolvedRoute> key) {
        return candidates -> {
            long lowest = Long.MAX_VALUE;
            for (ResolvedRoute candidate : candidates) {
                lowest = Math.min(lowest, key.applyAsLong(candidate));
            }
            List<ResolvedRoute> survivors = new ArrayList<>(candidates.size());
            for (ResolvedRoute candidate : candidates) {
                if (key.applyAsLong(candidate) == lowest) {
                    survivors.add(candidate);
                }
            }
            return survivors;
        };
    }

    /** Learned routes in the order of their peers; more than one that starts here is for the caller to refuse. */
    private static Step first(Comparator<FromPeer> order) {
        return candidates -> {
            List<ResolvedRoute> survivors = new ArrayList<>(candidates.size());
            for (ResolvedRoute candidate : candidates) {
                int comparison = survivors.isEmpty() ? 0 : compare(candidate, survivors.get(0), order);
                if (comparison < 0) {
                    survivors.clear();
                }
                if (comparison <= 0) {
                    survivors.add(candidate);
                }
            }
            return survivors;
        };
    }

    private static int compare(ResolvedRoute left, ResolvedRoute right, Comparator<FromPeer> order) {
        return left.route().source() instanceof FromPeer l && right.route().source() instanceof FromPeer r
                ? order.compare(l, r)
                : 0;
    }

    /** What starts here and whose gateway is away is no route for BIRD. */
    private static int preference(ResolvedRoute candidate) {
        RouteSource source = candidate.route().source();
        if (source instanceof FromPeer peer
                && peer.preferredAbove() != FromPeer.NEVER_PREFERRED
                && localPref(candidate) > peer.preferredAbove()) {
            return AS_IF_ORIGINATED;
        }
        boolean idle = candidate.route().isOriginated() && !candidate.reachable();
        return idle ? 0 : source.preference();
    }

    private static boolean longLivedStale(ResolvedRoute candidate) {
        return Communities.carries(attributes(candidate), Community.LLGR_STALE);
    }

    private static long localPref(ResolvedRoute candidate) {
        return attributes(candidate)
                .find(LocalPref.class)
                .orElse(LocalPref.DEFAULT)
                .value();
    }

    private static long origin(ResolvedRoute candidate) {
        return attributes(candidate)
                .find(Origin.class)
                .orElse(Origin.INCOMPLETE)
                .code();
    }

    private static List<ResolvedRoute> lowestMultiExitDiscOfEachNeighbor(List<ResolvedRoute> candidates) {
        Map<AsNumber, Long> lowest = new HashMap<>();
        for (ResolvedRoute candidate : candidates) {
            lowest.merge(neighborAs(candidate), multiExitDisc(candidate), Math::min);
        }
        List<ResolvedRoute> survivors = new ArrayList<>(candidates.size());
        for (ResolvedRoute candidate : candidates) {
            if (multiExitDisc(candidate) == lowest.getOrDefault(neighborAs(candidate), 0L)) {
                survivors.add(candidate);
            }
        }
        return survivors;
    }

    /** RFC 4271 §9.1.2.2 (c): a route without the attribute has the lowest value. */
    private static long multiExitDisc(ResolvedRoute candidate) {
        return attributes(candidate)
                .find(MultiExitDisc.class)
                .map(MultiExitDisc::value)
                .orElse(0L);
    }

    /** RFC 4271 §9.1.2.2 (c): the first AS of the path, else the one that the route was received from. */
    private static AsNumber neighborAs(ResolvedRoute candidate) {
        return candidate.route().asPath().firstAs().orElseGet(() -> sourceAs(candidate));
    }

    private static AsNumber sourceAs(ResolvedRoute candidate) {
        return candidate.route().source() instanceof FromPeer peer ? peer.asNumber() : AsNumber.of(0);
    }

    private static boolean internal(ResolvedRoute candidate) {
        return candidate.route().source() instanceof FromPeer peer && peer.internal();
    }

    private static long interiorCost(ResolvedRoute candidate) {
        return candidate.resolution() instanceof NextHopResolution.Via via ? via.igpMetric() : 0;
    }

    private static long identifier(ResolvedRoute candidate) {
        RouteSource source = candidate.route().source();
        int bits = attributes(candidate)
                .find(OriginatorId.class)
                .map(originator -> originator.identifier().bits())
                .orElseGet(() ->
                        source instanceof FromPeer peer ? peer.identifier().bits() : 0);
        return Integer.toUnsignedLong(bits);
    }

    private static long clusterListLength(ResolvedRoute candidate) {
        return attributes(candidate)
                .find(ClusterList.class)
                .map(list -> list.clusterIds().size())
                .orElse(0);
    }

    private static PathAttributes attributes(ResolvedRoute candidate) {
        return candidate.route().attributes();
    }
}
