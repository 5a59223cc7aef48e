package io.nightjar.rib.decision;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.nexthop.NextHopResolution.Via;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.RouteSource.FromPeer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The decision as RFC 4271 §9.1.2.2 words it: each step removes the routes that some other one beats, pair by pair. Slow, and
 * with nothing of the decision process but the names of its steps.
 */
final class ReferenceDecision {

    /** A step, and whether its first route is beaten by its second. */
    private record Step(SelectionReason reason, BiPredicate<ResolvedRoute, ResolvedRoute> beaten) {}

    private static final List<Step> STEPS = List.of(
            new Step(SelectionReason.SOURCE_PREFERENCE, (a, b) -> learned(a) && !learned(b)),
            new Step(SelectionReason.NEXT_HOP_REACHABLE, (a, b) -> !a.reachable() && b.reachable()),
            new Step(SelectionReason.LONG_LIVED_STALE, (a, b) -> stale(a) && !stale(b)),
            new Step(
                    SelectionReason.LOCAL_PREF,
                    (a, b) -> of(a, LocalPref.class, LocalPref::value, 100L)
                            < of(b, LocalPref.class, LocalPref::value, 100L)),
            new Step(
                    SelectionReason.AS_PATH_LENGTH,
                    more(route -> route.route().asPath().length())),
            new Step(SelectionReason.ORIGIN, more(route -> of(route, Origin.class, o -> (long) o.code(), 2L))),
            new Step(SelectionReason.MULTI_EXIT_DISC, (a, b) -> neighbor(a) == neighbor(b) && metric(a) > metric(b)),
            new Step(SelectionReason.EXTERNAL_OVER_INTERNAL, (a, b) -> internal(a) && !internal(b)),
            new Step(SelectionReason.INTERIOR_COST, more(ReferenceDecision::cost)),
            new Step(SelectionReason.BGP_IDENTIFIER, more(ReferenceDecision::identifier)),
            new Step(
                    SelectionReason.CLUSTER_LIST_LENGTH,
                    more(route -> of(
                            route,
                            ClusterList.class,
                            list -> (long) list.clusterIds().size(),
                            0L))),
            new Step(SelectionReason.PEER_ADDRESS, (a, b) -> peer(a).address().compareTo(peer(b).address()) > 0),
            new Step(SelectionReason.PEER_NAME, (a, b) -> peer(a).peer().compareTo(peer(b).peer()) > 0),
            new Step(
                    SelectionReason.PATH_IDENTIFIER,
                    more(route -> route.route().nlri().pathId())));

    private ReferenceDecision() {}

    /** Which step removed which route; the one that nothing removes is the best. */
    static Map<ResolvedRoute, SelectionReason> eliminated(List<ResolvedRoute> candidates) {
        Map<ResolvedRoute, SelectionReason> eliminated = new HashMap<>();
        List<ResolvedRoute> left = candidates;
        for (Step step : STEPS) {
            if (left.size() > 1) {
                List<ResolvedRoute> before = left;
                left = before.stream()
                        .filter(route ->
                                before.stream().noneMatch(other -> step.beaten().test(route, other)))
                        .toList();
                for (ResolvedRoute route : before) {
                    if (!left.contains(route)) {
                        eliminated.put(route, step.reason());
                    }
                }
            }
        }
        return eliminated;
    }

    private static BiPredicate<ResolvedRoute, ResolvedRoute> more(ToLongFunction<ResolvedRoute> key) {
        return (a, b) -> key.applyAsLong(a) > key.applyAsLong(b);
    }

    private static <T extends PathAttribute> long of(
            ResolvedRoute route, Class<T> type, Function<T, Long> value, long missing) {
        return route.route().attributes().find(type).map(value).orElse(missing);
    }

    private static boolean learned(ResolvedRoute route) {
        return route.route().source() instanceof FromPeer;
    }

    private static FromPeer peer(ResolvedRoute route) {
        return (FromPeer) route.route().source();
    }

    private static boolean internal(ResolvedRoute route) {
        return peer(route).internal();
    }

    private static boolean stale(ResolvedRoute route) {
        Optional<Communities> communities = route.route().attributes().find(Communities.class);
        return communities.isPresent() && communities.get().values().contains(Community.LLGR_STALE);
    }

    private static long metric(ResolvedRoute route) {
        return of(route, MultiExitDisc.class, MultiExitDisc::value, 0L);
    }

    /** The AS that the route came from: the first of its path, or the peer's own if it has none. */
    private static long neighbor(ResolvedRoute route) {
        return route.route().asPath().firstAs().orElse(peer(route).asNumber()).value();
    }

    private static long cost(ResolvedRoute route) {
        return route.resolution() instanceof Via via ? via.igpMetric() : 0;
    }

    private static long identifier(ResolvedRoute route) {
        BgpIdentifier own = peer(route).identifier();
        return of(route, OriginatorId.class, o -> unsigned(o.identifier()), unsigned(own));
    }

    private static long unsigned(BgpIdentifier identifier) {
        return Integer.toUnsignedLong(identifier.bits());
    }
}
