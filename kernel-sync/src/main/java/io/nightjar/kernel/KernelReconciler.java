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
     * What there is to do for one prefix, additions first.
     *
     * @param desired null if no route of ours is wanted
     * @param actual all routes for the prefix in the table, whoever owns them
     * @param operations gets what is to be applied; nothing if all is well or nothing can be done
     */
    static void plan(@Nullable KernelRoute desired, List<KernelRoute> actual, List<RouteOperation> operations) {
        if (desired == null || actual.contains(desired)) {
            delete(actual, desired, operations);
        } else if (foreignOwner(desired, actual) != null) {
            delete(actual, null, operations);
        } else {
            KernelRoute replaced = replaced(desired, actual);
            operations.add(replaced == null ? new RouteOperation.Add(desired) : replacement(replaced, desired));
            delete(actual, replaced, operations);
        }
    }

    /** The route of another protocol that stands in the way of a desired one; null if none does. */
    static @Nullable KernelRoute foreignOwner(KernelRoute desired, List<KernelRoute> actual) {
        // No iterators in here: asked for each destination.
        for (int i = 0; i < actual.size(); i++) {
            KernelRoute route = actual.get(i);
            if (!route.isOwn() && route.sameKey(desired)) {
                return route;
            }
        }
        return null;
    }

    /** Of two that the kernel may confuse the first one is deleted, which is the old one. */
    private static RouteOperation replacement(KernelRoute old, KernelRoute desired) {
        boolean loose = isIpv4(old) && mayBeTakenFor(old, desired);
        return new RouteOperation.Replace(old, desired, loose);
    }

    private static boolean isIpv4(KernelRoute route) {
        return route.destination().afi().equals(Afi.IPV4);
    }

    private static void delete(
            List<KernelRoute> actual, @Nullable KernelRoute except, List<RouteOperation> operations) {
        for (int i = 0; i < actual.size(); i++) {
            KernelRoute route = actual.get(i);
            if (route.isOwn() && !route.equals(except)) {
                operations.add(new RouteOperation.Delete(route));
            }
        }
    }

    /** Ours with the same key, or another one that stays should the kernel refuse what is desired; null if there is none. */
    private static @Nullable KernelRoute replaced(KernelRoute desired, List<KernelRoute> actual) {
        KernelRoute first = null;
        for (int i = 0; i < actual.size(); i++) {
            KernelRoute route = actual.get(i);
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
        List<RouteOperation> operations = new ArrayList<>();
        prefixes.forEach(prefix -> plan(desired.get(prefix), byPrefix.getOrDefault(prefix, List.of()), operations));
        return operations;
    }
}
