package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.explain.KernelIntent;
import io.nightjar.daemon.explain.KernelIntent.Kind;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteAttributes;
import io.nightjar.kernel.RouteChange;
import io.nightjar.kernel.RouteType;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.policy.Verdict;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel is to do with best paths: a pure function of the paths, the configuration and the devices.
 *
 * @param config what may be programmed
 * @param devices the index of each network device by its name
 */
record KernelProgram(KernelConfig config, Map<String, Integer> devices) {

    KernelProgram {
        devices = Map.copyOf(devices);
    }

    /** One next hop of a route, with the device's name for people. */
    private record Hop(KernelNextHop hop, String device) {

        /** What makes it another one: gateway and device, as the kernel sees it. */
        KernelNextHop place() {
            return hop.onlink() ? new KernelNextHop(hop.gateway(), hop.interfaceIndex(), hop.weight(), false) : hop;
        }

        /** Of two at one place the one that no address has to cover. */
        Hop surer(Hop other) {
            return hop.onlink() ? this : other;
        }

        @Override
        public String toString() {
            String text = hop.gateway() == null ? "dev " + device : "via " + hop.gateway() + " dev " + device;
            return hop.onlink() ? text + " onlink" : text;
        }
    }

    /** The change that new best paths mean; null stands for no path at all. */
    RouteChange change(Prefix prefix, @Nullable Multipath paths) {
        return change(prefix, paths, new KernelAttributes());
    }

    /**
     * The change that new best paths mean; null stands for no path at all.
     *
     * @param known what routes before had
     */
    RouteChange change(Prefix prefix, @Nullable Multipath paths, KernelAttributes known) {
        if (paths == null
                || isKernels(paths.best())
                || isIdle(paths.best())
                || !verdict(paths).accepted()) {
            return new RouteChange.Withdraw(prefix);
        }
        KernelRoute route = new KernelRoute(prefix, known.of(this, prefix, paths));
        return new RouteChange.Install(route, paths.best().route().source().peer());
    }

    /** The changes that new best paths mean, in their order. */
    List<RouteChange> changes(List<BestPathChange> bestPaths, KernelAttributes known) {
        List<RouteChange> changes = new ArrayList<>(bestPaths.size());
        bestPaths.forEach(best -> changes.add(change(best.prefix(), best.forwarding(), known)));
        return changes;
    }

    private Verdict verdict(Multipath paths) {
        return verdict(paths.best());
    }

    private Verdict verdict(ResolvedRoute path) {
        return config.exportPolicy().evaluate(path.route());
    }

    /** What was found in the kernel is not written back to it. */
    private static boolean isKernels(ResolvedRoute best) {
        return best.route().source().kind() == RouteSource.Kind.KERNEL;
    }

    /** A route that starts here and whose gateway is away is no route. */
    private static boolean isIdle(ResolvedRoute best) {
        return best.route().isOriginated() && !best.reachable();
    }

    private static boolean isBlackhole(ResolvedRoute best) {
        return best.route().isOriginated() && best.route().nextHop() == null;
    }

    /** All that the kernel is to know of a route but its destination. */
    RouteAttributes attributes(Prefix prefix, Multipath paths) {
        KernelRouteForm form = config.form();
        if (isBlackhole(paths.best())) {
            return attributes(RouteType.BLACKHOLE, List.of(), 0, null);
        }
        long metric = paths.best().route().isOriginated()
                ? 0
                : form.metric(paths.best().route());
        if (!paths.best().reachable()) {
            return attributes(RouteType.UNREACHABLE, List.of(), metric, null);
        }
        List<Hop> hops = hops(paths);
        List<KernelNextHop> inKernel = hops.size() == 1
                ? List.of(hops.get(0).hop())
                : hops.stream().map(Hop::hop).toList();
        return attributes(RouteType.UNICAST, inKernel, metric, form.source(prefix.afi()));
    }

    private RouteAttributes attributes(
            RouteType type, List<KernelNextHop> hops, long metric, @Nullable IpAddress source) {
        return new RouteAttributes(type, hops, metric, KernelRoute.OWN_PROTOCOL, config.table(), source);
    }

    /** As in BIRD: those that may be programmed, sorted by gateway, each once, and the first so many. */
    private List<Hop> hops(Multipath paths) {
        if (config.form().maxPaths() == 1 || paths.paths().size() == 1) {
            return List.of(hop(paths.best()));
        }
        SortedMap<KernelNextHop, Hop> hops = new TreeMap<>();
        for (ResolvedRoute path : paths.paths()) {
            if (verdict(path).accepted()) {
                Hop hop = hop(path);
                hops.merge(hop.place(), hop, Hop::surer);
            }
        }
        return hops.values().stream().limit(config.form().maxPaths()).toList();
    }

    private Hop hop(ResolvedRoute path) {
        NextHopResolution.Via via = (NextHopResolution.Via) path.resolution();
        IpAddress nextHop = path.route().nextHop();
        TunnelRule tunnel = tunnel(path.prefix());
        if (tunnel != null && nextHop != null && !path.route().isOriginated() && tunnel.wraps(nextHop)) {
            Integer device = devices.get(tunnel.device());
            if (device != null) {
                return new Hop(new KernelNextHop(nextHop, device, 1, true), tunnel.device());
            }
        }
        boolean onlink = via.onlink() || mayBeCovered(path.route(), via.gateway());
        return new Hop(new KernelNextHop(via.gateway(), via.interfaceIndex(), 1, onlink), via.interfaceName());
    }

    /**
     * Whether a route of a peer may lie between a route that starts here and its gateway. Where we have no use for that in finding the way, an
     * IPv6 kernel has: it refuses a gateway that it would reach through another one, unless it need not look.
     */
    private static boolean mayBeCovered(Route route, @Nullable IpAddress gateway) {
        return gateway != null && route.isOriginated() && gateway.afi().equals(Afi.IPV6);
    }

    /** The rule for a destination; null if there is none. */
    @Nullable
    TunnelRule tunnel(Prefix prefix) {
        List<TunnelRule> rules = config.form().tunnels();
        // No iterator: asked for each route.
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matches(prefix)) {
                return rules.get(i);
            }
        }
        return null;
    }

    /** The same for people. */
    String describe(Multipath paths) {
        KernelIntent intent = intent(paths);
        return switch (intent.kind()) {
            case OFF, BLACKHOLE, UNICAST -> intent.text();
            case KERNELS, REJECTED, IDLE -> "not programmed: " + intent.text();
            case UNREACHABLE -> "unreachable: " + intent.text();
        };
    }

    /** The same with its reason. */
    KernelIntent intent(Multipath paths) {
        if (!config.enabled()) {
            return new KernelIntent(Kind.OFF, "off");
        }
        if (isKernels(paths.best())) {
            return new KernelIntent(Kind.KERNELS, "it is in the kernel already");
        }
        Verdict verdict = verdict(paths);
        if (!verdict.accepted()) {
            return new KernelIntent(Kind.REJECTED, verdict.origin());
        }
        if (isBlackhole(paths.best())) {
            return new KernelIntent(Kind.BLACKHOLE, "blackhole");
        }
        if (paths.best().resolution() instanceof NextHopResolution.Unreachable unreachable) {
            String reason = unreachable.reason().name();
            return isIdle(paths.best())
                    ? new KernelIntent(Kind.IDLE, "its gateway is unreachable: " + reason)
                    : new KernelIntent(Kind.UNREACHABLE, reason);
        }
        String way = hops(paths).stream().map(Hop::toString).collect(Collectors.joining(", "));
        return new KernelIntent(Kind.UNICAST, way);
    }
}
