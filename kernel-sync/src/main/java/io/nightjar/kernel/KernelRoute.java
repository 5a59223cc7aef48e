package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route of the kernel, ours or another's, in the form in which the kernel would report it. An IPv6 route without a metric has
 * the kernel's default of 1024, because that is what it reads back as.
 *
 * @param destination the packets that match
 * @param attributes what happens to them, and all else
 */
public record KernelRoute(Prefix destination, RouteAttributes attributes) {

    /** RTPROT_BIRD, which {@code ip route} prints as {@code proto bird}. */
    public static final int OWN_PROTOCOL = 12;

    /** The table that forwards packets unless a rule says otherwise. */
    public static final int MAIN_TABLE = 254;

    /** What the kernel gives an IPv6 route that names no metric. */
    public static final long DEFAULT_IPV6_METRIC = 1024;

    /** The greatest metric. */
    public static final long MAX_METRIC = 0xffff_ffffL;

    public KernelRoute {
        if (attributes.metric() == 0 && destination.afi().equals(Afi.IPV6)) {
            attributes = attributes.withMetric(DEFAULT_IPV6_METRIC);
        }
    }

    /** A route for whose packets the kernel chooses the source address. */
    public KernelRoute(
            Prefix destination, RouteType type, List<KernelNextHop> nextHops, long metric, int protocol, int table) {
        this(destination, new RouteAttributes(type, nextHops, metric, protocol, table, null));
    }

    /** A route of ours through a router, in the main table and without a metric. */
    public static KernelRoute via(Prefix destination, IpAddress gateway, int interfaceIndex) {
        return unicast(destination, List.of(KernelNextHop.via(gateway, interfaceIndex)));
    }

    /** A route of ours over one or several next hops, in the main table and without a metric. */
    public static KernelRoute unicast(Prefix destination, List<KernelNextHop> nextHops) {
        return new KernelRoute(destination, RouteType.UNICAST, nextHops, 0, OWN_PROTOCOL, MAIN_TABLE);
    }

    /** A route of ours that drops in silence: an own block. */
    public static KernelRoute blackhole(Prefix destination) {
        return new KernelRoute(destination, RouteType.BLACKHOLE, List.of(), 0, OWN_PROTOCOL, MAIN_TABLE);
    }

    /** A route of ours that answers "unreachable": a best path whose next hop cannot be resolved. */
    public static KernelRoute unreachable(Prefix destination) {
        return new KernelRoute(destination, RouteType.UNREACHABLE, List.of(), 0, OWN_PROTOCOL, MAIN_TABLE);
    }

    public RouteType type() {
        return attributes.type();
    }

    public List<KernelNextHop> nextHops() {
        return attributes.nextHops();
    }

    public long metric() {
        return attributes.metric();
    }

    public int protocol() {
        return attributes.protocol();
    }

    public int table() {
        return attributes.table();
    }

    public @Nullable IpAddress source() {
        return attributes.source();
    }

    public RouteExtras extras() {
        return attributes.extras();
    }

    /** The same as changed by somebody. */
    public KernelRoute withExtras(RouteExtras newExtras) {
        return new KernelRoute(
                destination,
                new RouteAttributes(type(), nextHops(), metric(), protocol(), table(), source(), newExtras));
    }

    public KernelRoute withMetric(long newMetric) {
        return new KernelRoute(destination, attributes.withMetric(newMetric));
    }

    public KernelRoute withProtocol(int newProtocol) {
        return with(nextHops(), newProtocol, table(), source());
    }

    public KernelRoute withTable(int newTable) {
        return with(nextHops(), protocol(), newTable, source());
    }

    public KernelRoute withSource(@Nullable IpAddress newSource) {
        return with(nextHops(), protocol(), table(), newSource);
    }

    /** The same towards some of its next hops. */
    public KernelRoute over(List<KernelNextHop> hops) {
        return with(hops, protocol(), table(), source());
    }

    private KernelRoute with(List<KernelNextHop> hops, int protocol, int table, @Nullable IpAddress source) {
        return new KernelRoute(
                destination, new RouteAttributes(type(), hops, metric(), protocol, table, source, extras()));
    }

    /** Whether this is a route that we wrote, and may therefore change. */
    public boolean isOwn() {
        return protocol() == OWN_PROTOCOL;
    }

    /** Whether it says in full what the kernel is to do, so that it reads back as it was written. */
    public boolean isComplete() {
        return attributes.isComplete();
    }

    /** Whether the kernel would not have both as separate routes: same table, destination and metric. */
    public boolean sameKey(KernelRoute other) {
        return metric() == other.metric() && table() == other.table() && destination.equals(other.destination);
    }

    /** In the manner of {@code ip route}, with indexes for names. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (type() != RouteType.UNICAST) {
            text.append(type()).append(' ');
        }
        text.append(destination);
        nextHops()
                .forEach(hop ->
                        text.append(nextHops().size() > 1 ? " nexthop " : " ").append(hop));
        text.append(" proto ").append(protocol());
        if (metric() != 0) {
            text.append(" metric ").append(metric());
        }
        if (source() != null) {
            text.append(" src ").append(source());
        }
        text.append(extras());
        return table() == MAIN_TABLE
                ? text.toString()
                : text.append(" table ").append(table()).toString();
    }
}
