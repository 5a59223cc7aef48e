package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.UsableHops;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Learned;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kernel's view as routes of the table: what devices are connected to, and what others have written, as BIRD learns them. */
final class LearnedRoutes {

    private final KernelView view;
    private final UsableHops hops;

    private LearnedRoutes(KernelView view) {
        this.view = view;
        this.hops = new UsableHops(view.links());
    }

    /** What the table has to be told that has learned from one view and is to learn from another. */
    static RibCommand.Learn difference(KernelView before, KernelView now) {
        LearnedRoutes former = new LearnedRoutes(before);
        LearnedRoutes present = new LearnedRoutes(now);
        Set<Route> routes = new HashSet<>();
        Set<Route> gone = new HashSet<>();
        for (Prefix prefix : now.changedSince(before)) {
            List<Route> was = former.to(prefix);
            List<Route> is = present.to(prefix);
            is.stream().filter(route -> !was.contains(route)).forEach(routes::add);
            was.stream().filter(route -> !isReplaced(route, is)).forEach(gone::add);
        }
        return new RibCommand.Learn(routes, gone);
    }

    private static boolean isReplaced(Route route, List<Route> others) {
        return others.stream().anyMatch(other -> other.source().replaces(route.source()));
    }

    /** At most one connected and one other. */
    private List<Route> to(Prefix prefix) {
        return Stream.of(connected(prefix), written(prefix))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Route connected(Prefix prefix) {
        KernelAddress address = view.connected().get(prefix);
        KernelLink link = address == null ? null : view.links().get(address.interfaceIndex());
        return link == null ? null : Route.learned(prefix, null, new Learned(Learned.CONNECTED, 0, link.name()));
    }

    private @Nullable Route written(Prefix prefix) {
        KernelRoute route = view.foreignRoutes().get(prefix);
        List<KernelNextHop> usable = route == null ? List.of() : hops.of(route);
        if (route == null || (usable.isEmpty() && !route.type().discards())) {
            return null;
        }
        KernelNextHop only = usable.size() == 1 ? usable.get(0) : null;
        IpAddress gateway = only == null ? null : only.gateway();
        return Route.learned(prefix, gateway, new Learned(route.protocol(), route.metric(), nameOf(only)));
    }

    private String nameOf(@Nullable KernelNextHop hop) {
        KernelLink link = hop == null ? null : view.links().get(hop.interfaceIndex());
        return link == null ? "" : link.name();
    }
}
