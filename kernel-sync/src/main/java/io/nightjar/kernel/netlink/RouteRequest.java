package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.Afi;
import io.nightjar.kernel.KernelRoute;
import java.util.List;

/**
 * One order to the kernel about a route of ours.
 *
 * @param order what to do
 * @param route with which route
 */
record RouteRequest(Order order, KernelRoute route) {

    /** None of them can change or remove a route of another protocol. */
    enum Order {
        /** Refused if any route has the same key. */
        ADD,
        /** Put behind routes with the same key; for IPv6, made a further next hop of them. */
        APPEND,
        /** Like {@link #ADD}, for a while: refused if any route has the same key, and that is no harm. */
        BRIDGE,
        /** Only what matches in everything that the route says. */
        DELETE;

        void write(NetlinkWriter out, int sequence, KernelRoute route) {
            switch (this) {
                case ADD, BRIDGE ->
                    RouteMessageCodec.writeAdd(out, sequence, NetlinkMessage.F_CREATE | NetlinkMessage.F_EXCL, route);
                case APPEND ->
                    RouteMessageCodec.writeAdd(out, sequence, NetlinkMessage.F_CREATE | NetlinkMessage.F_APPEND, route);
                case DELETE -> RouteMessageCodec.writeDelete(out, sequence, route);
            }
        }
    }

    static RouteRequest delete(KernelRoute route, boolean loose) {
        return new RouteRequest(Order.DELETE, deleted(route, loose));
    }

    /**
     * What is said of a route that is to be removed.
     *
     * @param loose whether nothing is said of its next hops, unless it is an IPv6 route: of that the kernel would then delete all hops,
     *     whoever has added them
     */
    static KernelRoute deleted(KernelRoute route, boolean loose) {
        return loose && route.destination().afi().equals(Afi.IPV4) ? route.over(List.of()) : route;
    }

    /** Whether it needs another route beside it to make sense. */
    boolean isBesideAnother() {
        return order == Order.APPEND || order == Order.BRIDGE;
    }
}
