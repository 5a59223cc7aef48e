package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.ClusterReport;
import io.nightjar.daemon.control.ConfigDiffReport;
import io.nightjar.daemon.control.ConfigReport;
import io.nightjar.daemon.control.ConvergenceReport;
import io.nightjar.daemon.control.DatastoreChange;
import io.nightjar.daemon.control.EventFilter;
import io.nightjar.daemon.control.EventsReport;
import io.nightjar.daemon.control.HealthQuestion;
import io.nightjar.daemon.control.HealthReport;
import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.ReportSource;
import io.nightjar.daemon.control.RouteFilter;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.events.EventLog;
import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explanation;
import io.nightjar.daemon.metrics.Meters;
import io.nightjar.daemon.metrics.PeerSeries;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.netty.BgpEndpoint;
import io.nightjar.rib.engine.RibLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks everybody, and puts the answers together. Any thread. */
final class SpeakerReports implements ReportSource {

    private final Parts parts;

    private final Preview preview;

    private final String version;

    private final NanoClock clock;

    private final long startNanos;

    private final SpeakerHealth health;

    private final Meters meters;

    private final Executor control;

    /** Where reports are written, so that the table's thread only has to answer. */
    private final ExecutorService desk = Executors.newSingleThreadExecutor(SpeakerReports::thread);

    private final PeerReports peers;

    private final RoutePages pages;

    private final ClusterReports clusters = new ClusterReports();

    SpeakerReports(Parts parts, Preview preview, String version, NanoClock clock, Meters meters, Executor control) {
        this.control = control;
        this.meters = meters;
        this.peers = new PeerReports(parts, desk);
        this.pages = new RoutePages(parts.table(), parts.programmer(), parts.endpoint()::identity, desk);
        this.health = new SpeakerHealth(parts, control, clock);
        this.parts = parts;
        this.preview = preview;
        this.version = version;
        this.clock = clock;
        this.startNanos = clock.nanoTime();
    }

    /**
     * Who is asked.
     *
     * @param source about the configuration's origin
     * @param reconfigurer about what is in force
     * @param endpoint about all peers
     * @param table about routes
     * @param programmer about what the kernel is told
     * @param forwarding about the kernel
     * @param watch about whose routes are waited for
     * @param restart about what our OPENs say of our own restart
     * @param felix about what Felix should have put into the kernel
     * @param events about what has happened
     * @param nextHops about how many destinations each of them serves
     */
    record Parts(
            ConfigSource source,
            Reconfigurer reconfigurer,
            BgpEndpoint endpoint,
            RibLoop table,
            RouteProgrammer programmer,
            Forwarding forwarding,
            EndOfRibWatch watch,
            RestartState restart,
            FelixWatch felix,
            EventLog events,
            NextHopTally nextHops) {}

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "reports");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<StatusReport> status() {
        return peers.all().thenApply(this::status);
    }

    @Override
    public CompletableFuture<StatusReport> speaker() {
        return CompletableFuture.supplyAsync(() -> status(List.of()), desk);
    }

    @Override
    public CompletableFuture<List<PeersReport.Entry>> peers() {
        return peers.inShort();
    }

    @Override
    public CompletableFuture<Optional<StatusReport.Peer>> peer(String name) {
        return peers.one(name);
    }

    private StatusReport status(List<StatusReport.Peer> known) {
        boolean configured = parts.reconfigurer().configured();
        var local = parts.reconfigurer().inForce().local();
        return new StatusReport(
                version,
                configured ? local.identifier().toString() : null,
                configured ? local.asNumber().value() : null,
                Duration.ofNanos(clock.nanoTime() - startNanos).toSeconds(),
                parts.source().report(),
                kernel(),
                known,
                notes());
    }

    private List<StatusReport.Note> notes() {
        List<StatusReport.Note> notes = new ArrayList<>(parts.source().notes());
        notes.addAll(parts.felix().notes());
        return notes;
    }

    private StatusReport.Kernel kernel() {
        StatusReport.Kernel kernel = parts.forwarding().report();
        return kernel.enabled() ? kernel.waitingFor(parts.watch().waitingFor()) : kernel;
    }

    @Override
    public CompletableFuture<RoutesReport> routes(RouteFilter filter) {
        return pages.routes(filter);
    }

    @Override
    public CompletableFuture<Optional<RoutesReport>> received(String peer, RouteFilter filter) {
        return isUnknown(peer)
                ? CompletableFuture.completedFuture(Optional.empty())
                : pages.received(peer, filter).thenApply(Optional::of);
    }

    @Override
    public CompletableFuture<HealthReport> health(HealthQuestion question) {
        return health.answer(question);
    }

    @Override
    public CompletableFuture<String> metrics(boolean everyPeer) {
        PeerSeries series = everyPeer ? PeerSeries.ALL : PeerSeries.UNWELL;
        return parts.table()
                .query(view -> List.copyOf(view.peers()))
                .thenApplyAsync(views -> meters.scrape(new Readings(parts, clock).of(views), series), control);
    }

    @Override
    public CompletableFuture<Optional<Explanation>> explain(ExplainQuestion question) {
        return new ExplainDesk(parts).explain(question);
    }

    @Override
    public CompletableFuture<Optional<AdvertisedReport>> advertised(String peer, RouteFilter filter) {
        return isUnknown(peer)
                ? CompletableFuture.completedFuture(Optional.empty())
                : pages.advertised(peer, filter).thenApply(Optional::of);
    }

    @Override
    public CompletableFuture<EventsReport> events(EventFilter filter) {
        return CompletableFuture.completedFuture(filter.apply(parts.events().after(0)));
    }

    @Override
    public CompletableFuture<ConfigReport> config() {
        Reconfigurer reconfigurer = parts.reconfigurer();
        return CompletableFuture.supplyAsync(
                () -> ConfigReports.of(
                        reconfigurer.inForce(),
                        reconfigurer.configured(),
                        parts.source().report()),
                desk);
    }

    @Override
    public CompletableFuture<ClusterReport> cluster() {
        return CompletableFuture.supplyAsync(
                () -> clusters.report(
                        parts.source().facts(),
                        parts.reconfigurer().inForce(),
                        parts.endpoint().status(),
                        parts.nextHops()),
                desk);
    }

    @Override
    public CompletableFuture<ConvergenceReport> convergence() {
        return CompletableFuture.completedFuture(meters.convergence());
    }

    @Override
    public CompletableFuture<ConfigDiffReport> preview(DatastoreChange change) {
        return preview.of(change);
    }

    private boolean isUnknown(String peer) {
        return parts.endpoint().named(peer).isEmpty();
    }

    /** Nothing is reported any more. */
    void close() {
        desk.shutdownNow();
    }
}
