package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.Afi;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.RouteType;
import java.util.List;
import java.util.Objects;

/**
 * How a route of ours becomes another one with the same prefix and metric, without a gap and without harm to a route that
 * somebody else may have put there since we looked.
 *
 * <p>NLM_F_REPLACE would do the first and not the second: it takes whatever stands under the key. Instead:
 *
 * <ul>
 *   <li>IPv4 may have several routes with one key; the first forwards. The new one is appended behind, then the old one
 *       is deleted by all its properties. If the old one is not there any more, the new one is taken back.
 *   <li>IPv6 makes an appended route with a gateway a further next hop. New hops are appended, then old ones deleted,
 *       with the same precaution.
 *   <li>What IPv6 cannot append (routes that discard, routes without a gateway, weights) is deleted first and added
 *       exclusively with the next message of the same datagram: a gap of microseconds, in which the packets of a prefix
 *       that changes between being forwarded and being refused meet neither.
 * </ul>
 *
 * @param first orders of the first round
 * @param second orders of the second round, given if the first succeeded
 */
record RouteReplacement(List<RouteRequest> first, List<RouteRequest> second) {

    static RouteReplacement of(RouteOperation.Replace replace) {
        KernelRoute old = replace.old();
        KernelRoute route = replace.route();
        if (route.destination().afi().equals(Afi.IPV4)) {
            return new RouteReplacement(
                    List.of(new RouteRequest(RouteRequest.Order.APPEND, route)),
                    List.of(new RouteRequest(RouteRequest.Order.DELETE, old)));
        }
        if (canShareHops(old) && canShareHops(route) && !differBesideHops(old, route)) {
            return new RouteReplacement(
                    difference(RouteRequest.Order.APPEND, route, old),
                    difference(RouteRequest.Order.DELETE, old, route));
        }
        return new RouteReplacement(
                List.of(
                        new RouteRequest(RouteRequest.Order.DELETE, old),
                        new RouteRequest(RouteRequest.Order.ADD, route)),
                List.of());
    }

    private static boolean canShareHops(KernelRoute route) {
        return route.type() == RouteType.UNICAST
                && !route.nextHops().isEmpty()
                && route.nextHops().stream().allMatch(hop -> hop.gateway() != null && hop.weight() == 1);
    }

    /** The kernel takes hops with the same gateway and link for one, whatever their flags and source address. */
    private static boolean differBesideHops(KernelRoute old, KernelRoute route) {
        return !Objects.equals(old.source(), route.source())
                || old.nextHops().stream()
                        .anyMatch(a -> route.nextHops().stream()
                                .anyMatch(b -> !a.equals(b)
                                        && a.interfaceIndex() == b.interfaceIndex()
                                        && Objects.equals(a.gateway(), b.gateway())));
    }

    private static List<RouteRequest> difference(RouteRequest.Order order, KernelRoute of, KernelRoute without) {
        return of.nextHops().stream()
                .filter(hop -> !without.nextHops().contains(hop))
                .map(hop -> new RouteRequest(order, of.over(List.of(hop))))
                .toList();
    }
}
