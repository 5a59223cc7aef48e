package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The difference between what is desired and what is there, as operations on our own routes. Pure.
 *
 * <p>A foreign route with the key of a desired one always wins: ours is not added and not moved. Should ours be there
 * beside it already, it stays: two routes with one key are only possible because somebody wanted that.
 */
public final class KernelReconciler {

    private KernelReconciler() {}

    /**
     * What there is to do for one prefix.
     *
     * @param desired null if no route of ours is wanted
     * @param actual all routes for the prefix in the table, whoever owns them
     */
    public static ReconciliationPlan plan(@Nullable KernelRoute desired, List<KernelRoute> actual) {
        List<KernelRoute> own = actual.stream().filter(KernelRoute::isOwn).toList();
        if (desired == null || own.contains(desired)) {
            return new ReconciliationPlan(deletions(own, route -> !route.equals(desired)), null);
        }
        KernelRoute foreign = actual.stream()
                .filter(route -> !route.isOwn() && route.sameKey(desired))
                .findFirst()
                .orElse(null);
        if (foreign != null) {
            return new ReconciliationPlan(deletions(own, route -> true), foreign);
        }
        KernelRoute old = replaced(desired, own);
        List<RouteOperation> operations = new ArrayList<>();
        operations.add(old == null ? new RouteOperation.Add(desired) : new RouteOperation.Replace(old, desired));
        operations.addAll(deletions(own, route -> !route.equals(old)));
        return new ReconciliationPlan(operations, null);
    }

    /** The one with the same key, or another one that stays should the kernel refuse what is desired; null if there is none. */
    private static @Nullable KernelRoute replaced(KernelRoute desired, List<KernelRoute> own) {
        return own.stream()
                .filter(desired::sameKey)
                .findFirst()
                .orElseGet(() -> own.stream().findFirst().orElse(null));
    }

    private static List<RouteOperation> deletions(List<KernelRoute> routes, Predicate<KernelRoute> which) {
        return routes.stream()
                .filter(which)
                .<RouteOperation>map(RouteOperation.Delete::new)
                .toList();
    }

    /** What there is to do for all prefixes, in their order. */
    public static List<RouteOperation> diff(Map<Prefix, KernelRoute> desired, Collection<KernelRoute> actual) {
        Map<Prefix, List<KernelRoute>> byPrefix =
                actual.stream().collect(Collectors.groupingBy(KernelRoute::destination));
        Set<Prefix> prefixes = new TreeSet<>(desired.keySet());
        prefixes.addAll(byPrefix.keySet());
        return prefixes.stream()
                .map(prefix -> plan(desired.get(prefix), byPrefix.getOrDefault(prefix, List.of())))
                .flatMap(plan -> plan.operations().stream())
                .toList();
    }
}
