package io.nightjar.rib.table;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * What the table's own destinations mean for the next hops inside them. A next hop is never reached through a BGP route, whose
 * next hop would need another look; a route that starts here leads to its gateway, or nowhere. As in BIRD there is no second try
 * with a shorter prefix. None of this gets between a route that starts here and its own gateway, which has to be reached by the
 * machine's own routes ({@link NextHops.Answer#to}).
 */
final class Coverage implements NextHops.Cover {

    private final PrefixTable<Destination> destinations;
    private final int[] ipv4Lengths = new int[33];
    private final int[] ipv6Lengths = new int[129];
    private NextHopResolver resolver;

    Coverage(PrefixTable<Destination> destinations, NextHopResolver resolver) {
        this.destinations = destinations;
        this.resolver = resolver;
    }

    void replaceResolver(NextHopResolver changed) {
        resolver = changed;
    }

    /**
     * Counts a destination with its present candidates.
     *
     * @return whether it means something else than when it was counted last
     */
    boolean recount(Destination destination) {
        Prefix prefix = destination.prefix();
        Destination.Kind before = destination.counted();
        Destination.Kind now = destination.kind();
        destination.count(now);
        lengths(prefix.afi())[prefix.length()] += (now.covers() ? 1 : 0) - (before.covers() ? 1 : 0);
        return now != before || now == Destination.Kind.STARTS_HERE;
    }

    private int[] lengths(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4Lengths : ipv6Lengths;
    }

    @Override
    public @Nullable NextHopResolution longest(IpAddress nextHop, int fromLength) {
        int[] lengths = lengths(nextHop.afi());
        for (int length = lengths.length - 1; length >= fromLength; length--) {
            Destination destination = lengths[length] == 0 ? null : destinations.get(new Prefix(nextHop, length));
            if (destination != null && destination.counted().covers()) {
                return through(destination);
            }
        }
        return null;
    }

    /** By what was counted: what it is now may have changed again before anybody is asked anew. */
    private NextHopResolution through(Destination destination) {
        Route route = destination.counted() == Destination.Kind.STARTS_HERE ? destination.startingHere() : null;
        if (route == null) {
            return new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.BGP_ROUTE);
        }
        IpAddress gateway = route.nextHop();
        NextHopResolution resolution = gateway == null
                ? ResolvedRoute.LOCAL
                : resolver.resolve(gateway).resolution();
        return gateway != null && resolution instanceof NextHopResolution.Via via
                ? via.withUnknownMetric()
                : new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.UNREACHABLE_ROUTE);
    }
}
