package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.KernelPlan.PoolRule;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.rib.Multipath;
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
 * <p>In a pool that is Felix' to program, a peer's route whose prefix nobody else has written is programmed by nobody; in a pool of
 * ours, one that Felix has written is programmed twice. Costs a look at each best path, on whatever thread.
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
    static Map<Finding, String> look(
            List<KernelPlan> plans, Collection<Multipath> forwarding, Map<Prefix, KernelRoute> foreign) {
        FelixCheck check = new FelixCheck();
        for (Multipath paths : forwarding) {
            Route best = paths.best().route();
            if (best.source().kind() == RouteSource.Kind.PEER) {
                plans.forEach(plan -> check.look(plan, best, foreign.get(best.prefix())));
            }
        }
        Map<Finding, String> texts = new TreeMap<>();
        check.counts.forEach((finding, count) -> texts.put(finding, check.text(finding, count)));
        return texts;
    }

    private void look(KernelPlan plan, Route best, @Nullable KernelRoute foreign) {
        PoolRule rule = rule(plan, best.prefix());
        boolean encrypted = best.nextHop() != null && plan.rejectedNextHops().contains(best.nextHop());
        if (rule == null || encrypted) {
            return;
        }
        boolean others = foreign != null && (!rule.programmed() || foreign.protocol() == FELIX_PROTOCOL);
        if (others == rule.programmed()) {
            Finding finding = new Finding(rule.pool().key(), rule.pool().cidr(), rule.programmed());
            examples.merge(finding, best.prefix(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
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

    private String text(Finding finding, int count) {
        String what = count + " of the routes of " + finding.cidr() + " (as "
                + Objects.requireNonNull(examples.get(finding)) + ") ";
        return finding.twice()
                ? what + "in the kernel twice: from Felix (proto " + FELIX_PROTOCOL
                        + "), and from us; compare programClusterRoutes of BGPConfiguration and FelixConfiguration"
                : what + "not in the kernel, where Felix should put them, by programClusterRoutes of BGPConfiguration";
    }
}
