package io.nightjar.conformance.sim;

import io.nightjar.daemon.speaker.ForwardingView;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.table.AttributeInterner;
import java.util.HashMap;
import java.util.Map;

/**
 * Equal values as one object for all speakers: attributes, routes of kernels, and what is known of next hops. They are immutable, and a
 * cluster has very many of the same.
 */
final class SharedValues {

    private final AttributeInterner attributes = new AttributeInterner();
    private final Map<KernelRoute, KernelRoute> routes = new HashMap<>();
    private final Map<NextHopResolver.Match, NextHopResolver.Match> matches = new HashMap<>();

    AttributeInterner attributes() {
        return attributes;
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
