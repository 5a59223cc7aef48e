package io.nightjar.rib;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.inbound.ImportVerdict;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.route.Route;
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

    /**
     * One route, and what became of it.
     *
     * @param verdict whether it took part in the decision
     * @param resolution of its next hop; null for a route that did not take part
     * @param best whether it is the best path
     * @param step of the decision that chose it, or that it lost in; null for a route that did not take part
     * @param stale whether it may have become wrong and is kept for a while
     */
    public record RouteView(
            Route route,
            ImportVerdict verdict,
            @Nullable NextHopResolution resolution,
            boolean best,
            @Nullable SelectionReason step,
            boolean stale) {}
}
