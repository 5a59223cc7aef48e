package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Next hops of others in what looks like an IPv6 route of ours. The kernel makes one route of all with the same prefix and metric, and
 * shows it with the protocol of the first one. Whose another hop is can only be told by its deletion in our name: if that was denied,
 * and the next scan shows the hop again, it is somebody else's, until something is told of that destination. Owned by the {@code kernel}
 * thread.
 */
final class ForeignHops {

    /** RTPROT_UNSPEC: whose they are is not told. */
    static final int UNKNOWN_PROTOCOL = 0;

    /** What was denied, or was found to be somebody else's. */
    private final Map<Prefix, Denied> denied = new HashMap<>();

    private record Denied(KernelRoute route, List<KernelNextHop> hops) {

        boolean concerns(KernelRoute shown) {
            return shown.isOwn() && shown.sameKey(route);
        }

        boolean has(KernelNextHop hop) {
            return hops.stream().anyMatch(hop::sameNeighbour);
        }
    }

    /** Hops of this operation were to be deleted, and the kernel did not know some of them as ours. */
    void denied(RouteOperation operation) {
        if (operation instanceof RouteOperation.Delete delete) {
            remember(delete.route(), List.of());
        } else if (operation instanceof RouteOperation.Replace replace) {
            boolean inPlace = replace.old().sameKey(replace.route());
            remember(replace.old(), inPlace ? replace.route().nextHops() : List.of());
        }
    }

    private void remember(KernelRoute route, List<KernelNextHop> staying) {
        if (route.destination().afi().equals(Afi.IPV6)) {
            List<KernelNextHop> gone = route.nextHops().stream()
                    .filter(hop -> staying.stream().noneMatch(hop::sameNeighbour))
                    .toList();
            denied.put(route.destination(), new Denied(route, gone));
        }
    }

    /** Something has happened there: what was denied may be ours now. */
    void forget(Prefix destination) {
        denied.remove(destination);
    }

    /** Something may have happened anywhere. */
    void forgetAll() {
        denied.clear();
    }

    /** What a scan has shown, with the hops of others as a route of its own before that of ours; forgets what is not shown. */
    List<KernelRoute> apart(List<KernelRoute> shown) {
        if (denied.isEmpty()) {
            return shown;
        }
        Map<Prefix, Denied> before = Map.copyOf(denied);
        denied.clear();
        List<KernelRoute> routes = new ArrayList<>(shown.size() + before.size());
        for (KernelRoute route : shown) {
            Denied known = before.get(route.destination());
            if (known == null || !known.concerns(route)) {
                routes.add(route);
            } else {
                routes.addAll(parts(route, known));
            }
        }
        return routes;
    }

    /** The first hop is ours, as the protocol says: if it was denied as well, it has come back since. */
    private List<KernelRoute> parts(KernelRoute route, Denied known) {
        List<KernelNextHop> foreign =
                route.nextHops().stream().filter(known::has).toList();
        if (foreign.isEmpty() || foreign.size() == route.nextHops().size()) {
            return List.of(route);
        }
        denied.put(route.destination(), new Denied(route, foreign));
        List<KernelNextHop> own =
                route.nextHops().stream().filter(hop -> !known.has(hop)).toList();
        return List.of(route.over(foreign).withProtocol(UNKNOWN_PROTOCOL), route.over(own));
    }
}
