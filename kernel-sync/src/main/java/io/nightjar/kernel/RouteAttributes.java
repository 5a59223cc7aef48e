package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a route of the kernel says besides its destination; the same object for very many destinations.
 *
 * <p>Next hops are sorted and without duplicates, so their order is no difference; a single one has no weight. Routes
 * that discard have none.
 *
 * @param type what happens to the packets that match
 * @param nextHops where a unicast route sends them
 * @param metric which of several routes for one destination wins: the lowest; 0 is the absent attribute
 * @param protocol who has written it: {@code rtm_protocol}
 * @param table the routing table it stands in
 * @param source the address that packets get which start on this machine; null for the kernel's choice
 * @param extras what only others say
 */
public record RouteAttributes(
        RouteType type,
        List<KernelNextHop> nextHops,
        long metric,
        int protocol,
        int table,
        @Nullable IpAddress source,
        RouteExtras extras) {

    public RouteAttributes {
        if (metric < 0 || metric > KernelRoute.MAX_METRIC) {
            throw new IllegalArgumentException("metric out of range: " + metric);
        }
        nextHops = type.discards() ? List.of() : ordered(nextHops);
        if (type.discards()) {
            source = null;
        }
    }

    /** All that we say. */
    public RouteAttributes(
            RouteType type,
            List<KernelNextHop> nextHops,
            long metric,
            int protocol,
            int table,
            @Nullable IpAddress source) {
        this(type, nextHops, metric, protocol, table, source, RouteExtras.NONE);
    }

    private static List<KernelNextHop> ordered(List<KernelNextHop> hops) {
        List<KernelNextHop> distinct =
                hops.size() <= 1 ? hops : hops.stream().sorted().distinct().toList();
        boolean shares = distinct.size() == 1 && distinct.get(0).weight() != 1;
        return shares ? List.of(distinct.get(0).alone()) : List.copyOf(distinct);
    }

    RouteAttributes withMetric(long newMetric) {
        return new RouteAttributes(type, nextHops, newMetric, protocol, table, source, extras);
    }

    /** Whether it says in full what the kernel is to do, so that it reads back as it was written. */
    boolean isComplete() {
        boolean leadsSomewhere = type == RouteType.UNICAST && !nextHops.isEmpty() && linksKnown();
        return (type.discards() || leadsSomewhere) && extras.equals(RouteExtras.NONE);
    }

    private boolean linksKnown() {
        // No iterator: asked for each route.
        for (int i = 0; i < nextHops.size(); i++) {
            if (nextHops.get(i).interfaceIndex() <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether such a route may go with a link or its addresses. */
    boolean mayGoWith(int interfaceIndex) {
        if (type != RouteType.UNICAST) {
            return false;
        }
        // No iterator: asked for each route.
        for (int i = 0; i < nextHops.size(); i++) {
            int hop = nextHops.get(i).interfaceIndex();
            if (hop == interfaceIndex || hop == 0) {
                return true;
            }
        }
        return source != null || nextHops.isEmpty();
    }

    /** Mostly one object is compared with itself. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RouteAttributes that
                        && type == that.type
                        && metric == that.metric
                        && protocol == that.protocol
                        && table == that.table
                        && nextHops.equals(that.nextHops)
                        && extras.equals(that.extras)
                        && Objects.equals(source, that.source));
    }

    @Override
    public int hashCode() {
        return (nextHops.hashCode() * 31 + type.number()) * 31 + Long.hashCode(metric);
    }
}
