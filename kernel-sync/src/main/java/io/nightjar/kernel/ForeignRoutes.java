package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a view shows of the routes of others, beside the many of ours, so that a view costs no look at those. Owned by the {@code kernel}
 * thread.
 */
final class ForeignRoutes {

    /** Protocols whose routes say nothing new: unspecified, redirect and kernel; ours is excluded by name. */
    private static final int LAST_UNINTERESTING_PROTOCOL = 2;

    private final Map<Prefix, List<KernelRoute>> byPrefix = new HashMap<>();

    /** What is there for a prefix may be different now. */
    void update(Destination destination) {
        List<KernelRoute> interesting = destination.present().stream()
                .filter(ForeignRoutes::isInteresting)
                .toList();
        if (interesting.isEmpty()) {
            byPrefix.remove(destination.prefix());
        } else {
            byPrefix.put(destination.prefix(), interesting);
        }
    }

    /** Nothing is known to be there. */
    void clear() {
        byPrefix.clear();
    }

    /** For each prefix the one with the lowest metric, of usable ones if there are any. */
    Map<Prefix, KernelRoute> best(UsableHops usable) {
        Comparator<KernelRoute> order = Comparator.comparing((KernelRoute route) -> !usable.isUsable(route))
                .thenComparingLong(KernelRoute::metric);
        Map<Prefix, KernelRoute> best = new HashMap<>();
        byPrefix.forEach((prefix, routes) -> routes.stream().min(order).ifPresent(route -> best.put(prefix, route)));
        return best;
    }

    /** Whether a view shows this route: BIRD learns the same ones. */
    static boolean isInteresting(KernelRoute route) {
        boolean forwards = route.type() == RouteType.UNICAST || route.type().discards();
        boolean others = !route.isOwn() && route.protocol() > LAST_UNINTERESTING_PROTOCOL;
        return forwards
                && others
                && !AddressScope.isLocalMatter(route.destination().address());
    }
}
