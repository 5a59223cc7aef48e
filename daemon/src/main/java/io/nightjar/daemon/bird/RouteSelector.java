package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.bird.BirdProtocol.Kind;
import io.nightjar.daemon.bird.RouteLines.ShownRoute;
import io.nightjar.daemon.bird.command.RouteQuery;
import io.nightjar.daemon.bird.command.RouteQuery.ExportMode;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.ExportView;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.RibView;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Learned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which routes of a destination an answer shows. Called on the table's thread; what it finds may be kept.
 *
 * @param query what is asked
 * @param told the protocol about which is asked what it is told; null for none
 * @param kernel what the kernel is told
 */
record RouteSelector(RouteQuery query, @Nullable BirdProtocol told, BirdSource.KernelPreview kernel) {

    /**
     * A destination.
     *
     * @param considered how many routes there are
     * @param shown those that are shown
     */
    record Network(Prefix prefix, int considered, List<ShownRoute> shown) {}

    /** Adds what is to be said about a destination, unless it is not there. */
    void select(RibView view, Prefix prefix, List<Network> found) {
        DestinationView destination = view.candidates(prefix).orElse(null);
        if (destination == null || query.filtered()) {
            return;
        }
        List<RouteView> routes =
                destination.routes().stream().filter(route -> !isDormant(route)).toList();
        if (!routes.isEmpty()) {
            List<RouteView> considered = query.primary() ? routes.subList(0, 1) : routes;
            found.add(new Network(prefix, considered.size(), shown(view, destination, considered)));
        }
    }

    /** A route that starts here and whose gateway is away is not in BIRD's table. */
    private static boolean isDormant(RouteView view) {
        boolean reachable = view.resolution() != null && view.resolution().reachable();
        return view.route().isOriginated() && view.route().nextHop() != null && !reachable;
    }

    private List<ShownRoute> shown(RibView view, DestinationView destination, List<RouteView> considered) {
        List<ShownRoute> shown = new ArrayList<>(considered.size());
        if (told == null) {
            considered.forEach(route -> add(shown, new ShownRoute(route, null, null)));
        } else if (told.kind() == Kind.KERNEL) {
            kernel(destination, considered.get(0), shown);
        } else if (told.kind() == Kind.BGP) {
            peer(view, considered, told.peer(), shown);
        }
        return shown;
    }

    private ExportMode mode() {
        RouteQuery.Export export = query.export();
        if (export == null) {
            throw new IllegalStateException("nobody asked what is told");
        }
        return export.mode();
    }

    private void add(List<ShownRoute> shown, ShownRoute route) {
        if (query.source() == null
                || query.source().equals(RouteLines.protocol(route.view().route()))) {
            shown.add(route);
        }
    }

    private void kernel(DestinationView destination, RouteView best, List<ShownRoute> shown) {
        Multipath paths = destination.forwarding();
        KernelRoute programmed = paths == null ? null : kernel.route(paths);
        boolean wanted = mode() == ExportMode.PREEXPORT || (mode() == ExportMode.EXPORT) == (programmed != null);
        if (wanted && !(best.route().source() instanceof Learned)) {
            add(shown, new ShownRoute(best, null, mode() == ExportMode.EXPORT ? programmed : null));
        }
    }

    private void peer(RibView view, List<RouteView> considered, PeerId peer, List<ShownRoute> shown) {
        Route first = considered.get(0).route();
        List<RouteView> tellable =
                view.tellsAllPaths(peer, first.prefix().afi()) ? considered : considered.subList(0, 1);
        for (RouteView route : tellable) {
            view.export(peer, route.route()).ifPresent(export -> peer(route, export, shown));
        }
    }

    private void peer(RouteView route, ExportView export, List<ShownRoute> shown) {
        ExportReason reason = export.verdict().reason();
        boolean advertised = reason == ExportReason.ADVERTISED;
        boolean possible = advertised || reason == ExportReason.REJECTED_BY_POLICY;
        boolean wanted = switch (mode()) {
            case PREEXPORT -> possible;
            case EXPORT -> advertised;
            case NOEXPORT -> reason == ExportReason.REJECTED_BY_POLICY;
        };
        if (wanted) {
            add(shown, new ShownRoute(route, mode() == ExportMode.EXPORT ? export.told() : null, null));
        }
    }
}
