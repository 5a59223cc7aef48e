package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a view shows of the routes of others, beside the many of ours, so that a view costs no look at those. Owned by the {@code kernel}
 * thread.
 */
final class ForeignRoutes {

    /** Protocols whose routes say nothing new: unspecified, redirect and kernel; ours is excluded by name. */
    private static final int LAST_UNINTERESTING_PROTOCOL = 2;

    private final Map<Prefix, List<KernelRoute>> byPrefix = new HashMap<>();

    /** For which prefixes {@link #best} may be another one than it was. */
    private Set<Prefix> changed = new HashSet<>();

    private PrefixMap<KernelRoute> best = PrefixMap.empty();
    private UsableHops usable = new UsableHops(Map.of());

    /** What is there for a prefix may be different now. */
    void update(Destination destination) {
        List<KernelRoute> interesting = destination.present().stream()
                .filter(ForeignRoutes::isInteresting)
                .toList();
        List<KernelRoute> before = interesting.isEmpty()
                ? byPrefix.remove(destination.prefix())
                : byPrefix.put(destination.prefix(), interesting);
        if (!interesting.isEmpty() || before != null) {
            changed.add(destination.prefix());
        }
    }

    /** Nothing is known to be there. */
    void clear() {
        changed.addAll(byPrefix.keySet());
        byPrefix.clear();
    }

    /** For each prefix the one with the lowest metric, of usable ones if there are any. */
    PrefixMap<KernelRoute> best(UsableHops usableNow) {
        if (!usableNow.equals(usable)) {
            usable = usableNow;
            // Links matter to a choice only.
            byPrefix.forEach((prefix, routes) -> {
                if (routes.size() > 1) {
                    changed.add(prefix);
                }
            });
        }
        best = best.with(changed, this::choose);
        // Not cleared: for a set that was large once that takes long for ever.
        changed = new HashSet<>();
        return best;
    }

    private @Nullable KernelRoute choose(Prefix prefix) {
        return byPrefix.getOrDefault(prefix, List.of()).stream()
                .min(Comparator.comparing((KernelRoute route) -> !usable.isUsable(route))
                        .thenComparingLong(KernelRoute::metric))
                .orElse(null);
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
