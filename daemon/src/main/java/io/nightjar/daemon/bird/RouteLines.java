package io.nightjar.daemon.bird;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.daemon.bird.BirdProtocol.Kind;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.RouteType;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolution.Via;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.route.RouteSource.Learned;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code show route} prints about one route.
 *
 * @param times when the routes of a protocol were heard, as it is shown
 * @param kernel devices, and what the routes of others are like
 */
record RouteLines(Function<String, String> times, KernelView kernel) {

    private static final int PREFERRED = 200;

    /** The protocol that a route came from. */
    static String protocol(Route route) {
        if (route.source() instanceof FromPeer peer) {
            return peer.peer().name();
        } else if (route.source() instanceof Learned learned) {
            return (learned.connected() ? Kind.DIRECT : Kind.KERNEL).only();
        }
        return Kind.STATIC.only();
    }

    /**
     * A route.
     *
     * @param prefix empty below another route to the same destination
     * @param shown what is shown of it
     */
    void write(Reply reply, String prefix, ShownRoute shown, boolean attributes) {
        RouteView view = shown.view();
        Route route = view.route();
        String name = protocol(route);
        List<KernelNextHop> hops = hops(shown);
        String via = hops.size() > 1 ? "multipath" : via(view, hops);
        boolean best = view.best() && (shown.programmed() == null || hops.size() <= 1);
        reply.line(
                ReplyCode.ROUTE,
                new Columns()
                        .left(prefix, 18)
                        .add(" ")
                        .add(via)
                        .add(" [")
                        .add(name)
                        .add(" ")
                        .add(times.apply(name))
                        .add(hops.size() > 1 ? "" : from(view))
                        .add(best ? "] *" : "]")
                        .add(info(view))
                        .toString());
        if (hops.size() > 1) {
            hops.forEach(hop -> reply.line(
                    ReplyCode.ROUTE,
                    "\tvia " + hop.gateway() + " on " + device(hop.interfaceIndex()) + " weight " + hop.weight()));
        }
        if (attributes) {
            attributes(reply, shown);
        }
    }

    /** Those that the kernel has, or is to have, if there are several. */
    private List<KernelNextHop> hops(ShownRoute shown) {
        KernelRoute programmed = shown.programmed();
        if (programmed != null && programmed.nextHops().size() > 1) {
            return programmed.nextHops();
        }
        KernelRoute foreign = foreign(shown.view().route());
        return foreign == null ? List.of() : foreign.nextHops();
    }

    private @Nullable KernelRoute foreign(Route route) {
        return route.source() instanceof Learned learned && !learned.connected()
                ? kernel.foreignRoutes().get(route.prefix())
                : null;
    }

    private String device(int index) {
        KernelLink link = kernel.links().get(index);
        return link == null ? "#" + index : link.name();
    }

    private String via(RouteView view, List<KernelNextHop> hops) {
        Route route = view.route();
        if (route.source() instanceof Learned learned) {
            return learned(route, learned, hops);
        } else if (route.isOriginated() && route.nextHop() == null) {
            return "blackhole";
        }
        return resolved(route, view.resolution());
    }

    private String learned(Route route, Learned learned, List<KernelNextHop> hops) {
        KernelRoute foreign = foreign(route);
        if (foreign != null && foreign.type().discards()) {
            return foreign.type() == RouteType.PROHIBIT
                    ? "prohibited"
                    : foreign.type().toString();
        }
        String device = hops.size() == 1 ? device(hops.get(0).interfaceIndex()) : learned.interfaceName();
        IpAddress gateway = route.nextHop();
        return gateway == null ? "dev " + device : "via " + gateway + " on " + device;
    }

    private static String resolved(Route route, @Nullable NextHopResolution resolution) {
        if (!(resolution instanceof Via via)) {
            return "unreachable";
        }
        IpAddress gateway = via.gateway() == null ? route.nextHop() : via.gateway();
        // Without a kernel there is no device, and those who read this want one.
        return "via " + gateway + " on " + (via.interfaceName().isEmpty() ? "-" : via.interfaceName());
    }

    /** Who announced it, if that is not where it leads. */
    private static String from(RouteView view) {
        if (!(view.route().source() instanceof FromPeer peer)) {
            return "";
        }
        IpAddress gateway = view.resolution() instanceof Via via
                ? via.gateway() == null ? view.route().nextHop() : via.gateway()
                : null;
        return Objects.equals(gateway, peer.address()) ? "" : " from " + peer.address();
    }

    private static String info(RouteView view) {
        Route route = view.route();
        if (!(route.source() instanceof FromPeer peer)) {
            return " (" + preference(route.source()) + ")";
        }
        LocalPref localPref = route.attributes().get(LocalPref.class);
        boolean preferred = localPref != null && localPref.value() > peer.preferredAbove();
        boolean stale = Communities.carries(route.attributes(), Community.LLGR_STALE);
        return " (" + (preferred ? PREFERRED : Kind.BGP.preference()) + (stale ? "s" : "") + "/"
                + metric(view.resolution()) + ") [" + origin(route) + "]";
    }

    private static int preference(RouteSource source) {
        if (source instanceof Learned learned) {
            return (learned.connected() ? Kind.DIRECT : Kind.KERNEL).preference();
        }
        return Kind.STATIC.preference();
    }

    private static String metric(@Nullable NextHopResolution resolution) {
        if (!(resolution instanceof Via via)) {
            return "-";
        }
        return via.igpMetric() == Via.UNKNOWN_METRIC ? "?" : Long.toString(via.igpMetric());
    }

    private static String origin(Route route) {
        List<AsPath.Segment> segments = route.asPath().segments();
        AsPath.Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        String as = last == null || last.type() != AsPath.SegmentType.AS_SEQUENCE
                ? ""
                : "AS" + last.numbers().get(last.numbers().size() - 1);
        Origin origin = route.attributes().get(Origin.class);
        return as + (origin == null ? "" : "ie?".charAt(origin.code()));
    }

    private void attributes(Reply reply, ShownRoute shown) {
        Route route = shown.told() == null ? shown.view().route() : shown.told();
        boolean carried = shown.told() != null || route.source() instanceof FromPeer;
        reply.line(ReplyCode.ROUTE_TYPE, "\tType: " + type(route.source()) + " unicast univ");
        if (carried) {
            AttributeLines.of(route.attributes()).forEach(line -> reply.line(ReplyCode.ROUTE_ATTRIBUTES, line));
        }
        if (route.source() instanceof Learned learned && !learned.connected()) {
            reply.line(ReplyCode.ROUTE_ATTRIBUTES, "\tKernel.source: " + learned.protocol());
            reply.line(ReplyCode.ROUTE_ATTRIBUTES, "\tKernel.metric: " + learned.metric());
        }
        KernelRoute programmed = shown.programmed();
        if (programmed != null && route.source() instanceof FromPeer && programmed.metric() != 0) {
            reply.line(ReplyCode.ROUTE_ATTRIBUTES, "\tKernel.metric: " + programmed.metric());
        }
    }

    private static String type(RouteSource source) {
        if (source instanceof Learned learned) {
            return learned.connected() ? "device" : "inherit";
        }
        return source instanceof FromPeer ? "BGP" : "static";
    }

    /**
     * What is shown of a route.
     *
     * @param view the route
     * @param told with what a peer is told of it; null when that is not asked
     * @param programmed what the kernel is told of it and its equals; null when that is not asked
     */
    record ShownRoute(
            RouteView view, @Nullable Route told, @Nullable KernelRoute programmed) {}
}
