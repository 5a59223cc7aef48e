package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        if (actual.isEmpty()) {
            return desired == null
                    ? ReconciliationPlan.NOTHING
                    : ReconciliationPlan.of(new RouteOperation.Add(desired));
        }
        if (desired == null || actual.contains(desired)) {
            return new ReconciliationPlan(deletions(actual, desired), null);
        }
        KernelRoute foreign = foreignWithKeyOf(desired, actual);
        if (foreign != null) {
            return new ReconciliationPlan(deletions(actual, null), foreign);
        }
        KernelRoute replaced = replaced(desired, actual);
        List<RouteOperation> operations = new ArrayList<>(actual.size());
        operations.add(replaced == null ? new RouteOperation.Add(desired) : replacement(replaced, desired));
        operations.addAll(deletions(actual, replaced));
        return new ReconciliationPlan(operations, null);
    }

    /** Of two that the kernel may confuse the first one is deleted, which is the old one. */
    private static RouteOperation replacement(KernelRoute old, KernelRoute desired) {
        boolean loose = isIpv4(old) && mayBeTakenFor(old, desired);
        return new RouteOperation.Replace(old, desired, loose);
    }

    private static boolean isIpv4(KernelRoute route) {
        return route.destination().afi().equals(Afi.IPV4);
    }

    private static List<RouteOperation> deletions(List<KernelRoute> actual, @Nullable KernelRoute except) {
        if (actual.size() == 1) {
            return isToGo(actual.get(0), except) ? List.of(new RouteOperation.Delete(actual.get(0))) : List.of();
        }
        List<RouteOperation> deletions = new ArrayList<>(actual.size());
        for (KernelRoute route : actual) {
            if (isToGo(route, except)) {
                deletions.add(new RouteOperation.Delete(route));
            }
        }
        return deletions;
    }

    private static boolean isToGo(KernelRoute route, @Nullable KernelRoute except) {
        return route.isOwn() && !route.equals(except);
    }

    private static @Nullable KernelRoute foreignWithKeyOf(KernelRoute desired, List<KernelRoute> actual) {
        for (KernelRoute route : actual) {
            if (!route.isOwn() && route.sameKey(desired)) {
                return route;
            }
        }
        return null;
    }

    /** Ours with the same key, or another one that stays should the kernel refuse what is desired; null if there is none. */
    private static @Nullable KernelRoute replaced(KernelRoute desired, List<KernelRoute> actual) {
        KernelRoute first = null;
        for (KernelRoute route : actual) {
            if (route.isOwn() && route.sameKey(desired)) {
                return route;
            }
            if (route.isOwn() && first == null) {
                first = route;
            }
        }
        return first;
    }

    /**
     * Whether the kernel may take another one of ours for the route that is to be deleted: it compares only as many next hops as the
     * other one has, no metric if there is none, and in IPv6 no type.
     */
    static boolean mayBeTakenFor(KernelRoute deleted, KernelRoute other) {
        boolean ipv4 = isIpv4(deleted);
        boolean likeKey = deleted.metric() == other.metric() || (ipv4 && deleted.metric() == 0);
        boolean likeForm =
                !ipv4 || (deleted.type() == other.type() && deleted.nextHops().containsAll(other.nextHops()));
        return other.isOwn() && likeKey && likeForm;
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
