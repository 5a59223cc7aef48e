package io.nightjar.rib.route;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.nexthop.NextHopResolution;

/**
 * A route and how its next hop is reached.
 *
 * @param resolution of the next hop; a route that starts here or that the kernel has is always reachable
 */
public record ResolvedRoute(Route route, NextHopResolution resolution) {

    /** What a route that starts here is resolved to: it ends on this machine. */
    public static final NextHopResolution LOCAL = new NextHopResolution.Via(null, "", 0, 0);

    /** A route without a {@link Route#recursiveNextHop}. */
    public static ResolvedRoute known(Route route) {
        return new ResolvedRoute(
                route,
                route.source() instanceof RouteSource.Learned learned
                        ? new NextHopResolution.Via(route.nextHop(), learned.interfaceName(), 0, 0)
                        : LOCAL);
    }

    public Prefix prefix() {
        return route.prefix();
    }

    /** Written out like {@link #hashCode}: asked for each route whenever its destination is decided. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ResolvedRoute that
                        && route.equals(that.route)
                        && resolution.equals(that.resolution));
    }

    @Override
    public int hashCode() {
        return 31 * route.hashCode() + resolution.hashCode();
    }

    /** Whether packets can be sent along the route. */
    public boolean reachable() {
        return resolution.reachable();
    }
}
