package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.Afi;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.RouteType;
import io.nightjar.kernel.netlink.NetlinkRequests.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a route of ours becomes another one for the same prefix, without a moment in which there is none, and without harm to a
 * route that somebody else may have put there since we looked.
 *
 * <p>NLM_F_REPLACE would do the first and not the second: it takes whatever stands under the key. Instead:
 *
 * <ul>
 *   <li>With another metric both can stand beside each other: the new one is added, then the old one deleted.
 *   <li>IPv4 may have several routes with one key; the first forwards. The new one is appended behind, then the old one
 *       is deleted by all its properties. If the old one is not there any more, the new one is taken back.
 *   <li>IPv6 makes an appended route with a gateway a further next hop. New hops are appended, then old ones deleted,
 *       with the same precaution.
 *   <li>What IPv6 cannot append (routes that discard, routes without a gateway, weights, hops that differ in flags or source
 *       address only) crosses a <em>bridge</em>: the new route is added with the next metric, where it stands behind the old
 *       one; the old one is deleted, so that the bridge carries the packets; the new one is added in its place, and the bridge
 *       deleted. If somebody has a route where the bridge should be, that one carries the packets.
 * </ul>
 *
 * <p>The orders of a round are given when those of the round before have been answered, and as long as all is well.
 */
final class RouteReplacement {

    /** How many rounds of orders there are before the corrections. */
    static final int ROUNDS = 3;

    private final List<List<RouteRequest>> rounds;
    private final List<RouteRequest> placed = new ArrayList<>();
    private Answer failure = Answer.DONE;

    private RouteReplacement(List<List<RouteRequest>> rounds) {
        this.rounds = rounds;
    }

    static RouteReplacement of(RouteOperation.Replace replace) {
        KernelRoute old = replace.old();
        KernelRoute route = replace.route();
        List<RouteRequest> deletion = List.of(RouteRequest.delete(old, replace.loose()));
        if (!old.sameKey(route)) {
            return new RouteReplacement(List.of(add(route), deletion));
        }
        if (route.destination().afi().equals(Afi.IPV4)) {
            return new RouteReplacement(List.of(List.of(new RouteRequest(RouteRequest.Order.APPEND, route)), deletion));
        }
        if (canShareHops(old) && canShareHops(route) && !differBesideHops(old, route)) {
            return new RouteReplacement(List.of(
                    difference(RouteRequest.Order.APPEND, route, old),
                    difference(RouteRequest.Order.DELETE, old, route)));
        }
        return new RouteReplacement(
                List.of(List.of(new RouteRequest(RouteRequest.Order.BRIDGE, besides(route))), deletion, add(route)));
    }

    private static List<RouteRequest> add(KernelRoute route) {
        return List.of(new RouteRequest(RouteRequest.Order.ADD, route));
    }

    /** As close as can be, so that no other route of the prefix has a say in between. */
    private static KernelRoute besides(KernelRoute route) {
        return route.withMetric(
                route.metric() == KernelRoute.MAX_METRIC ? KernelRoute.MAX_METRIC - 1 : route.metric() + 1);
    }

    private static boolean canShareHops(KernelRoute route) {
        return route.type() == RouteType.UNICAST
                && !route.nextHops().isEmpty()
                && route.nextHops().stream().allMatch(hop -> hop.gateway() != null && hop.weight() == 1);
    }

    /** The kernel takes hops with the same gateway and link for one, whatever else is said of them. */
    private static boolean differBesideHops(KernelRoute old, KernelRoute route) {
        return !Objects.equals(old.source(), route.source())
                || !old.extras().equals(route.extras())
                || old.nextHops().stream()
                        .anyMatch(a -> route.nextHops().stream().anyMatch(b -> !a.equals(b) && a.sameNeighbour(b)));
    }

    private static List<RouteRequest> difference(RouteRequest.Order order, KernelRoute of, KernelRoute without) {
        return of.nextHops().stream()
                .filter(hop -> !without.nextHops().contains(hop))
                .map(hop -> new RouteRequest(order, of.over(List.of(hop))))
                .toList();
    }

    /** What to order in this round, counted from 0. */
    List<RouteRequest> requests(int round) {
        return round < rounds.size() && failure.isDone() ? rounds.get(round) : List.of();
    }

    void answered(RouteRequest request, Answer answer) {
        if (request.isBesideAnother() && answer.isDone()) {
            placed.add(request);
        } else if (!(request.isBesideAnother() && answer.errno() == Errno.EEXIST) && failure.isDone()) {
            failure = answer;
        }
    }

    /** Why it could not be carried out; {@link Answer#DONE} if it could. */
    Answer failure() {
        return failure;
    }

    /** Takes away bridges, and what was appended to a route that then was not the one that we knew. */
    List<RouteRequest> corrections() {
        return placed.stream()
                .filter(request -> !failure.isDone() || request.order() == RouteRequest.Order.BRIDGE)
                .map(request -> RouteRequest.delete(request.route(), false))
                .toList();
    }
}
