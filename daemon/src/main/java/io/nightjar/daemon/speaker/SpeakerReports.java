package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.ReportSource;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks everybody, and puts the answers together. Any thread. */
final class SpeakerReports implements ReportSource {

    private static final PeerView.Counts NO_ROUTES = new PeerView.Counts(0, 0, 0, 0, 0);

    private final Parts parts;

    private final String version;

    private final NanoClock clock;

    private final long startNanos;

    SpeakerReports(Parts parts, String version, NanoClock clock) {
        this.parts = parts;
        this.version = version;
        this.clock = clock;
        this.startNanos = clock.nanoTime();
    }

    /**
     * Who is asked.
     *
     * @param source about the configuration's origin
     * @param reconfigurer about what is in force
     * @param sessions about all peers
     * @param table about routes
     * @param programmer about what the kernel is told
     * @param forwarding about the kernel
     * @param restart about what our OPENs say of our own restart
     */
    record Parts(
            ConfigSource source,
            Reconfigurer reconfigurer,
            Supplier<List<SessionStatus>> sessions,
            RibLoop table,
            RouteProgrammer programmer,
            Forwarding forwarding,
            RestartState restart) {}

    @Override
    public CompletableFuture<StatusReport> status() {
        return parts.table().query(view -> List.copyOf(view.peers())).thenApply(this::status);
    }

    private StatusReport status(List<PeerView> views) {
        Map<PeerId, PeerView> known =
                views.stream().collect(Collectors.toMap(view -> view.session().peer(), Function.identity()));
        PolicyDirectory policies = PolicyDirectory.of(parts.reconfigurer().inForce());
        List<StatusReport.Peer> peers = parts.sessions().get().stream()
                .map(session -> peer(session, policies, known.get(session.peer().id())))
                .toList();
        boolean configured = parts.reconfigurer().configured();
        var local = parts.reconfigurer().inForce().local();
        return new StatusReport(
                version,
                configured ? local.identifier().toString() : null,
                configured ? local.asNumber().value() : null,
                Duration.ofNanos(clock.nanoTime() - startNanos).toSeconds(),
                parts.source().report(),
                parts.forwarding().report(),
                peers,
                parts.source().notes());
    }

    private StatusReport.Peer peer(SessionStatus session, PolicyDirectory policies, @Nullable PeerView view) {
        PeerConfig config = session.peer();
        PeerView.Counts counts = view == null ? NO_ROUTES : view.counts();
        return new StatusReport.Peer(
                config.id().name(),
                config.remote().address().toString(),
                config.remote().asNumber().value(),
                session.state().toString(),
                session.inState().toSeconds(),
                counts.received(),
                counts.accepted(),
                counts.advertised(),
                session.lastError().isEmpty() ? null : session.lastError(),
                SessionReports.of(session, policies.of(config), view, parts.restart()));
    }

    @Override
    public CompletableFuture<RoutesReport> routes() {
        KernelProgram program = parts.programmer().program();
        Function<DestinationView, RoutesReport.Route> render = destination -> route(destination, program);
        return parts.table()
                .query(view -> List.copyOf(view.destinations()))
                .thenApply(destinations ->
                        new RoutesReport(destinations.stream().map(render).toList()));
    }

    private static RoutesReport.Route route(DestinationView destination, KernelProgram program) {
        List<RoutesReport.Path> paths = new ArrayList<>();
        String reason = SelectionReason.NO_ROUTE.name();
        String kernel = "no route";
        for (DestinationView.RouteView view : destination.routes()) {
            paths.add(path(view));
            if (view.best() && view.resolution() != null) {
                reason = String.valueOf(view.step());
                kernel = program.describe(destination.prefix(), new ResolvedRoute(view.route(), view.resolution()));
            }
        }
        return new RoutesReport.Route(destination.prefix().toString(), paths, reason, kernel);
    }

    private static RoutesReport.Path path(DestinationView.RouteView view) {
        Route route = view.route();
        PeerId peer = route.source().peer();
        return new RoutesReport.Path(
                peer == null ? "local" : peer.name(),
                view.best(),
                why(view),
                text(route.nextHop()),
                route.attributes().asList().stream().map(AttributeText::of).toList());
    }

    /** The step that chose the route or that it lost in; the import verdict if it was not accepted. */
    private static String why(DestinationView.RouteView view) {
        return view.step() == null ? view.verdict().toString() : view.step().name();
    }

    private static @Nullable String text(@Nullable IpAddress address) {
        return address == null ? null : address.toString();
    }
}
