package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteChange;
import io.nightjar.kernel.RouteType;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.policy.Verdict;
import io.nightjar.rib.route.ResolvedRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel is to do with a best path: a pure function of the path and the configuration.
 *
 * @param config what may be programmed
 */
record KernelProgram(KernelConfig config) {

    private static final long NO_METRIC = 0;

    /** The change that a new best path means; null stands for no path at all. */
    RouteChange change(Prefix prefix, @Nullable ResolvedRoute best) {
        if (best == null || !verdict(prefix).accepted() || isExtended(prefix, best)) {
            return new RouteChange.Withdraw(prefix);
        }
        return new RouteChange.Install(route(prefix, best));
    }

    private Verdict verdict(Prefix prefix) {
        return config.exportPolicy().evaluate(prefix);
    }

    /** RFC 8950: IPv4 through an IPv6 gateway is what the kernel's side cannot write yet. */
    private static boolean isExtended(Prefix prefix, ResolvedRoute best) {
        if (best.route().isOriginated() || !(best.resolution() instanceof NextHopResolution.Via via)) {
            return false;
        }
        IpAddress gateway = via.gateway();
        return gateway != null && !gateway.afi().equals(prefix.afi());
    }

    private KernelRoute route(Prefix prefix, ResolvedRoute best) {
        if (best.route().isOriginated()) {
            return route(prefix, RouteType.BLACKHOLE, List.of(), NO_METRIC);
        }
        if (best.resolution() instanceof NextHopResolution.Via via) {
            IpAddress gateway = via.gateway();
            KernelNextHop hop = gateway == null
                    ? KernelNextHop.device(via.interfaceIndex())
                    : KernelNextHop.via(gateway, via.interfaceIndex());
            return route(prefix, RouteType.UNICAST, List.of(hop), config.metric());
        }
        return route(prefix, RouteType.UNREACHABLE, List.of(), config.metric());
    }

    private KernelRoute route(Prefix prefix, RouteType type, List<KernelNextHop> hops, long metric) {
        return new KernelRoute(prefix, type, hops, metric, KernelRoute.OWN_PROTOCOL, config.table());
    }

    /** The same for people. */
    String describe(Prefix prefix, ResolvedRoute best) {
        if (!config.enabled()) {
            return "off";
        }
        Verdict verdict = verdict(prefix);
        if (!verdict.accepted()) {
            return "not programmed: " + verdict.origin();
        }
        if (best.route().isOriginated()) {
            return "blackhole";
        }
        if (isExtended(prefix, best)) {
            return "not programmed: the gateway is of another address family";
        }
        return best.resolution() instanceof NextHopResolution.Via via
                ? "via " + via.gateway() + " dev " + via.interfaceName()
                : "unreachable: " + reason(best.resolution());
    }

    private static String reason(NextHopResolution resolution) {
        return resolution instanceof NextHopResolution.Unreachable unreachable
                ? unreachable.reason().name()
                : "";
    }
}
