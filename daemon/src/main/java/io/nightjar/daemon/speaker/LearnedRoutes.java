package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.UsableHops;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Learned;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kernel's view as routes of the table: what devices are connected to, and what others have written, as BIRD learns them. */
final class LearnedRoutes {

    private final KernelView view;
    private final UsableHops hops;
    private final Set<Route> routes = new HashSet<>();

    private LearnedRoutes(KernelView view) {
        this.view = view;
        this.hops = new UsableHops(view.links());
    }

    static Set<Route> of(KernelView view) {
        LearnedRoutes learned = new LearnedRoutes(view);
        view.connected().forEach(learned::connected);
        view.foreignRoutes().values().forEach(learned::written);
        return learned.routes;
    }

    private void connected(Prefix prefix, KernelAddress address) {
        KernelLink link = view.links().get(address.interfaceIndex());
        if (link != null) {
            routes.add(Route.learned(prefix, null, new Learned(Learned.CONNECTED, 0, link.name())));
        }
    }

    private void written(KernelRoute route) {
        List<KernelNextHop> usable = hops.of(route);
        if (!route.type().discards() && usable.isEmpty()) {
            return;
        }
        KernelNextHop only = usable.size() == 1 ? usable.get(0) : null;
        IpAddress gateway = only == null ? null : only.gateway();
        Learned source = new Learned(route.protocol(), route.metric(), nameOf(only));
        routes.add(Route.learned(route.destination(), gateway, source));
    }

    private String nameOf(@Nullable KernelNextHop hop) {
        KernelLink link = hop == null ? null : view.links().get(hop.interfaceIndex());
        return link == null ? "" : link.name();
    }
}
