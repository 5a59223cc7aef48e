package io.nightjar.conformance.sim;

import io.nightjar.daemon.speaker.ForwardingView;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AttributeInterner;
import io.nightjar.rib.table.Sharing;
import java.util.HashMap;
import java.util.Map;

/**
 * Equal values as one object for all speakers: attributes, routes of tables and of kernels, and what is known of next hops. They are
 * immutable, and a cluster has very many of the same.
 */
final class SharedValues {

    private final Sharing ofTables =
            new Sharing(new AttributeInterner(), new Recent<Route>()::shared, new Recent<Multipath>()::shared);
    private final Map<KernelRoute, KernelRoute> routes = new HashMap<>();
    private final Map<NextHopResolver.Match, NextHopResolver.Match> matches = new HashMap<>();

    /** What all tables share. */
    Sharing ofTables() {
        return ofTables;
    }

    KernelRoute route(KernelRoute route) {
        KernelRoute known = routes.putIfAbsent(route, route);
        return known == null ? route : known;
    }

    /** The same view, with shared answers about next hops. */
    ForwardingView view(ForwardingView view) {
        return new ForwardingView(nextHop -> match(view.nextHops().resolve(nextHop)), view.devices(), view.kernel());
    }

    private NextHopResolver.Match match(NextHopResolver.Match match) {
        NextHopResolver.Match known = matches.putIfAbsent(match, match);
        return known == null ? match : known;
    }
}
