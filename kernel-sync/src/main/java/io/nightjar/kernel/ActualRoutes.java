package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The routes of one table as last seen, corrected by events and by our own writes. Owned by the {@code kernel} thread. */
final class ActualRoutes {

    /** Protocols whose routes say nothing new: unspecified, redirect and kernel; ours is excluded by name. */
    private static final int LAST_UNINTERESTING_PROTOCOL = 2;

    private final Map<Prefix, List<KernelRoute>> byPrefix = new HashMap<>();

    void replaceAll(Collection<KernelRoute> routes) {
        byPrefix.clear();
        routes.forEach(route -> append(route));
    }

    /** All routes for exactly this prefix, in the kernel's order. */
    List<KernelRoute> at(Prefix prefix) {
        return byPrefix.getOrDefault(prefix, List.of());
    }

    Set<Prefix> prefixes() {
        return byPrefix.keySet();
    }

    Stream<KernelRoute> own() {
        return byPrefix.values().stream().flatMap(List::stream).filter(KernelRoute::isOwn);
    }

    /**
     * Takes an addition by somebody else into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean added(KernelRoute route, boolean replaces) {
        List<KernelRoute> present = at(route.destination());
        if (present.contains(route)) {
            return true;
        }
        KernelRoute sameKey =
                present.stream().filter(route::sameKey).findFirst().orElse(null);
        if (sameKey == null) {
            append(route);
            return true;
        }
        if (route.destination().afi().equals(Afi.IPV6)) {
            // IPv6 merges routes with one key into one multipath route, or replaces some of its hops.
            return false;
        }
        if (replaces) {
            present.set(present.indexOf(sameKey), route);
        } else {
            append(route);
        }
        return true;
    }

    /**
     * Takes a removal into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean removed(KernelRoute route) {
        List<KernelRoute> present = byPrefix.get(route.destination());
        if (present == null) {
            return true;
        }
        boolean known = present.remove(route);
        if (present.isEmpty()) {
            byPrefix.remove(route.destination());
        }
        return known || present.stream().noneMatch(route::sameKey);
    }

    /** Takes one of our own writes into account, whose echo is not heard. */
    void applied(RouteOperation operation) {
        if (operation instanceof RouteOperation.Delete delete) {
            removed(delete.route());
            return;
        }
        if (operation instanceof RouteOperation.Replace replace) {
            removed(replace.old());
        }
        if (!at(operation.route().destination()).contains(operation.route())) {
            append(operation.route());
        }
    }

    private void append(KernelRoute route) {
        byPrefix.computeIfAbsent(route.destination(), prefix -> new ArrayList<>(1))
                .add(route);
    }

    /** For each prefix the interesting foreign route with the lowest metric. */
    Map<Prefix, KernelRoute> foreignRoutes() {
        Map<Prefix, KernelRoute> best = new HashMap<>();
        byPrefix.forEach((prefix, routes) -> routes.stream()
                .filter(ActualRoutes::isInteresting)
                .min(Comparator.comparingLong(KernelRoute::metric))
                .ifPresent(route -> best.put(prefix, route)));
        return best;
    }

    /** Whether a view shows this route: BIRD learns the same ones. */
    static boolean isInteresting(KernelRoute route) {
        boolean forwards = route.type() == RouteType.UNICAST || route.type().discards();
        boolean others = !route.isOwn() && route.protocol() > LAST_UNINTERESTING_PROTOCOL;
        return forwards && others && !isLocalMatter(route.destination().address());
    }

    private static boolean isLocalMatter(IpAddress address) {
        boolean linkLocal = address.afi().equals(Afi.IPV6) && address.isLinkLocal();
        return linkLocal || address.isMulticast() || address.isLoopback();
    }
}
