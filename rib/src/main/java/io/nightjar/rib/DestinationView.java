package io.nightjar.rib;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.inbound.ImportVerdict;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one destination.
 *
 * @param prefix the destination
 * @param routes the best one first, then those that lost, then those that were not accepted
 */
public record DestinationView(Prefix prefix, List<RouteView> routes) {

    public DestinationView {
        routes = List.copyOf(routes);
    }

    /** What forwarding may use; null if there is no route that takes part in the decision. */
    public @Nullable Multipath forwarding() {
        List<ResolvedRoute> paths = new ArrayList<>();
        for (RouteView view : routes) {
            if (view.forwarding() && view.resolution() != null) {
                paths.add(new ResolvedRoute(view.route(), view.resolution()));
            }
        }
        return paths.isEmpty() ? null : new Multipath(paths);
    }

    /**
     * One route, and what became of it.
     *
     * @param verdict whether it took part in the decision
     * @param resolution of its next hop; null for a route that did not take part
     * @param best whether it is the best path
     * @param forwarding whether forwarding may use it: the best path, and those that are as good
     * @param step of the decision that chose it, or that it lost in; null for a route that did not take part
     * @param stale whether it may have become wrong and is kept for a while
     */
    public record RouteView(
            Route route,
            ImportVerdict verdict,
            @Nullable NextHopResolution resolution,
            boolean best,
            boolean forwarding,
            @Nullable SelectionReason step,
            boolean stale) {}
}
