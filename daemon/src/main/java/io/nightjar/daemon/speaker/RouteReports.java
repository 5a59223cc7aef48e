package io.nightjar.daemon.speaker;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.inbound.ImportVerdict;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportVerdict;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Learned;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Routes as they are reported. */
final class RouteReports {

    static final String LOCAL = "local";

    static final String KERNEL = "kernel";

    private RouteReports() {}

    /** All destinations with all their paths. */
    static RoutesReport all(List<DestinationView> destinations, KernelProgram program) {
        return report(destinations, program, view -> true);
    }

    /** What one peer has announced, and nothing else. */
    static RoutesReport of(List<DestinationView> destinations, KernelProgram program, String peer) {
        return report(destinations, program, view -> source(view.route()).equals(peer));
    }

    /** What one peer has announced, with the paths of others. */
    static RoutesReport to(List<DestinationView> destinations, KernelProgram program, String peer) {
        return all(
                destinations.stream()
                        .filter(destination -> destination.routes().stream()
                                .anyMatch(view -> source(view.route()).equals(peer)))
                        .toList(),
                program);
    }

    private static RoutesReport report(
            List<DestinationView> destinations, KernelProgram program, Predicate<DestinationView.RouteView> wanted) {
        return new RoutesReport(destinations.stream()
                .filter(destination -> destination.routes().stream().anyMatch(wanted))
                .map(destination -> route(destination, program, wanted))
                .toList());
    }

    private static RoutesReport.Route route(
            DestinationView destination, KernelProgram program, Predicate<DestinationView.RouteView> wanted) {
        List<RoutesReport.Path> paths = new ArrayList<>();
        String reason = SelectionReason.NO_ROUTE.name();
        String kernel = "no route";
        for (DestinationView.RouteView view : destination.routes()) {
            if (wanted.test(view)) {
                paths.add(path(view));
            }
            if (view.best()) {
                reason = String.valueOf(view.step());
            }
        }
        Multipath forwarding = destination.forwarding();
        if (forwarding != null) {
            kernel = program.describe(forwarding);
        }
        return new RoutesReport.Route(destination.prefix().toString(), paths, reason, kernel);
    }

    private static RoutesReport.Path path(DestinationView.RouteView view) {
        Route route = view.route();
        return new RoutesReport.Path(
                source(route),
                view.best(),
                why(view),
                text(route.nextHop()),
                attributes(route),
                pathId(route.nlri()),
                view.stale(),
                learned(route));
    }

    /** The step that chose the route or that it lost in; the import verdict if it was not accepted. */
    private static String why(DestinationView.RouteView view) {
        ImportVerdict verdict = view.verdict();
        if (view.step() != null) {
            return view.step().name();
        }
        return verdict.origin().isEmpty()
                ? verdict.reason().name()
                : verdict.reason().name() + " (" + verdict.origin() + ")";
    }

    /**
     * What a peer is told, or why not.
     *
     * @param route as it is told; the best path if it is not told
     */
    record Told(Route route, ExportVerdict verdict) {

        static Told advertised(Route route) {
            return new Told(route, new ExportVerdict(ExportReason.ADVERTISED));
        }

        AdvertisedReport.Route report() {
            return new AdvertisedReport.Route(
                    route.prefix().toString(),
                    verdict.advertised() ? pathId(route.nlri()) : null,
                    verdict.advertised(),
                    verdict.reason().name(),
                    verdict.origin().isEmpty() ? null : verdict.origin(),
                    text(route.nextHop()),
                    attributes(route));
        }
    }

    private static String source(Route route) {
        PeerId peer = route.source().peer();
        return peer != null ? peer.name() : route.source() instanceof Learned ? KERNEL : LOCAL;
    }

    private static RoutesReport.@Nullable Learned learned(Route route) {
        return route.source() instanceof Learned learned
                ? new RoutesReport.Learned(learned.protocol(), learned.metric(), learned.interfaceName())
                : null;
    }

    private static List<RoutesReport.Attribute> attributes(Route route) {
        return route.attributes().asList().stream().map(AttributeText::of).toList();
    }

    private static @Nullable Long pathId(Nlri nlri) {
        return nlri.hasPathId() ? nlri.pathId() : null;
    }

    private static @Nullable String text(@Nullable IpAddress address) {
        return address == null ? null : address.toString();
    }
}
