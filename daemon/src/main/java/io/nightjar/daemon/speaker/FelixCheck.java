package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.KernelPlan.PoolRule;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the kernel holds what Felix and we should have put there together: a route to another node's block stands there once.
 *
 * <p>What Felix has written is learned, so it stands in the table beside the peer's route. In a pool that is Felix' to program, a
 * peer's route without one beside it is programmed by nobody; in a pool of ours, one of Felix' protocol is programmed twice.
 */
final class FelixCheck {

    /** How Felix marks routes to other nodes. */
    static final int FELIX_PROTOCOL = 80;

    private final Map<Finding, Prefix> examples = new TreeMap<>();

    private final Map<Finding, Integer> counts = new TreeMap<>();

    private FelixCheck() {}

    /**
     * A pool whose routes are wrong in one way.
     *
     * @param key of the pool
     * @param cidr of the pool
     * @param twice whether both have programmed them, or else neither
     */
    record Finding(String key, Prefix cidr, boolean twice) implements Comparable<Finding> {

        @Override
        public int compareTo(Finding other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Boolean.compare(twice, other.twice);
        }
    }

    /** What is wrong, as sentences for people. */
    static Map<Finding, String> look(List<KernelPlan> plans, Collection<DestinationView> destinations) {
        FelixCheck check = new FelixCheck();
        for (DestinationView destination : destinations) {
            Route best = fromPeer(destination);
            if (best != null) {
                plans.forEach(plan -> check.look(plan, destination, best));
            }
        }
        Map<Finding, String> texts = new TreeMap<>();
        check.counts.forEach((finding, count) -> texts.put(finding, check.text(finding, count)));
        return texts;
    }

    private static @Nullable Route fromPeer(DestinationView destination) {
        return destination.routes().stream()
                .filter(view -> view.best() && view.route().source().kind() == RouteSource.Kind.PEER)
                .map(RouteView::route)
                .findFirst()
                .orElse(null);
    }

    private void look(KernelPlan plan, DestinationView destination, Route best) {
        PoolRule rule = rule(plan, destination.prefix());
        boolean encrypted = best.nextHop() != null && plan.rejectedNextHops().contains(best.nextHop());
        if (rule == null || encrypted) {
            return;
        }
        boolean others = destination.routes().stream().anyMatch(view -> isWritten(view, !rule.programmed()));
        if (others == rule.programmed()) {
            Finding finding = new Finding(rule.pool().key(), rule.pool().cidr(), rule.programmed());
            examples.putIfAbsent(finding, destination.prefix());
            counts.merge(finding, 1, Integer::sum);
        }
    }

    /** The first pool counts, unless the route is in a range that nobody programs. */
    private static @Nullable PoolRule rule(KernelPlan plan, Prefix prefix) {
        return plan.rejectedRanges().stream().anyMatch(range -> range.contains(prefix))
                ? null
                : plan.pools().stream()
                        .filter(rule -> rule.pool().cidr().contains(prefix))
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isWritten(RouteView view, boolean byAnybody) {
        return view.route().source() instanceof RouteSource.Learned learned
                && !learned.connected()
                && (byAnybody || learned.protocol() == FELIX_PROTOCOL);
    }

    private String text(Finding finding, int count) {
        String what = count + " of the routes of " + finding.cidr() + " (as "
                + Objects.requireNonNull(examples.get(finding)) + ") ";
        return finding.twice()
                ? what + "in the kernel twice: from Felix (proto " + FELIX_PROTOCOL
                        + "), and from us; compare programClusterRoutes of BGPConfiguration and FelixConfiguration"
                : what + "not in the kernel, where Felix should put them, by programClusterRoutes of BGPConfiguration";
    }
}
