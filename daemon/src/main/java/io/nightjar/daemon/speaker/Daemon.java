package io.nightjar.daemon.speaker;

import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.daemon.bird.socket.BirdServer;
import io.nightjar.daemon.bird.socket.BirdSocket;
import io.nightjar.daemon.control.ControlServer;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.HttpServer;
import io.nightjar.daemon.control.HttpSettings;
import io.nightjar.daemon.events.EventKind;
import io.nightjar.daemon.events.EventLog;
import io.nightjar.daemon.events.ToldSessions;
import io.nightjar.daemon.metrics.MeteredSessions;
import io.nightjar.daemon.metrics.Meters;
import io.nightjar.daemon.metrics.Stage;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.netty.BgpEndpoint;
import io.nightjar.fsm.netty.EndpointSettings;
import io.nightjar.fsm.netty.IoTransport;
import io.nightjar.fsm.netty.ShutdownMode;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: builds everything by hand, starts it in order, stops it in the reverse order. Started and closed
 * by one thread each, once.
 */
public final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private static final int MAX_IO_THREADS = 4;
    private static final int MAILBOX_CAPACITY = 4096;
    private static final long CONTROL_SECONDS = 5;
    private final DaemonSettings settings;
    private final ConfigSource source;
    private final ScheduledExecutorService control;
    private final Meters meters;
    private final EventLog events;
    private final News news;
    private final NextHopTally nextHopTally = new NextHopTally();
    private final Rehearsal rehearsal;
    private final Forwarding forwarding;
    private final SpeakerCore<RibLoop, Sessions.EndpointSessions> core;
    private final RibLoop table;
    private final BgpEndpoint endpoint;
    private final Reconfigurer reconfigurer;
    private final FelixWatch felix = new FelixWatch(this::lookForFelix);
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final long startNanos;
    private volatile long configuredNanos;
    private volatile KernelView kernel = KernelView.EMPTY;
    private volatile NextHopResolver nextHops = NextHopResolver.NO_FORWARDING;
    private final SpeakerReports reports;
    private @Nullable ControlServer server;
    private @Nullable HttpServer http;
    /** Written before anything runs that reads it. */
    private @Nullable BirdServer bird;

    /**
     * Everything is built, nothing runs.
     *
     * @param control the one thread that plans and reconfigures; shut down with the daemon
     * @param source where configurations come from; closed with the daemon
     */
    public Daemon(DaemonSettings settings, ScheduledExecutorService control, ConfigSource source) {
        this(settings, control, source, new Meters(settings.version()));
    }

    private Daemon(DaemonSettings settings, ScheduledExecutorService control, ConfigSource source, Meters meters) {
        this(settings, control, source, forwarding(settings, meters), meters);
    }

    /** With another kernel than the machine's. */
    Daemon(
            DaemonSettings settings,
            ScheduledExecutorService control,
            ConfigSource source,
            Forwarding forwarding,
            Meters meters) {
        this.meters = meters;
        this.settings = settings;
        this.control = control;
        this.source = source;
        this.forwarding = forwarding;
        events = new EventLog(settings.timeOfDay());
        startNanos = settings.clock().nanoTime();
        configuredNanos = startNanos;
        rehearsal = new Rehearsal(settings.clock());
        DaemonWorld world = new DaemonWorld();
        news = new News(events, source, forwarding, world);
        core = new SpeakerCore<>(world);
        table = core.table();
        endpoint = core.sessions().endpoint();
        reconfigurer = core.reconfigurer();
        reports = reports();
    }

    /** Threads, sockets and the machine's kernel for what a speaker is made of. */
    private final class DaemonWorld
            implements SpeakerCore.World<RibLoop, Sessions.EndpointSessions>, SpeakerCore.Control {

        @Override
        public SpeakerCore.Control control() {
            return this;
        }

        @Override
        public void execute(Runnable task) {
            control.execute(task);
        }

        @Override
        public SpeakerCore.Appointment after(Duration delay, Runnable task) {
            Future<?> scheduled = control.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> scheduled.cancel(false);
        }

        @Override
        public ForwardingControl forwarding() {
            return forwarding;
        }

        @Override
        public RibLoop table(RibEngine engine) {
            return new RibLoop(
                    engine,
                    MAILBOX_CAPACITY,
                    settings.clock(),
                    waited -> meters.took(Stage.RECEIVED_TO_BEST, waited),
                    (thread, fault) -> fail(fault));
        }

        @Override
        public Sessions.EndpointSessions sessions(SessionListener listener, RestartState restart) {
            int threads = Math.min(MAX_IO_THREADS, Runtime.getRuntime().availableProcessors());
            return Sessions.of(new BgpEndpoint(
                    new EndpointSettings(IoTransport.best(), threads, settings.clock(), settings.random(), restart),
                    new ToldSessions(new MeteredSessions(listener, meters), events)));
        }

        @Override
        public int kernelTable() {
            return settings.kernelTable();
        }

        @Override
        public void bestPathsChanged(List<BestPathChange> changes) {
            meters.bestPathsChanged(changes);
            nextHopTally.bestPathsChanged(changes);
            rehearsal.bestPathsChanged(changes);
        }

        @Override
        public void quorum() {
            meters.took(Stage.START_TO_READY, since(startNanos));
            events.add(
                    EventKind.READY,
                    "",
                    "more than half of the peers have announced everything, or have had their time");
        }

        @Override
        public void settled() {
            after(Footprint.SETTLING, meters::measureMachine);
            after(Footprint.SETTLING, Footprint::shrink);
        }
    }

    private void fail(Throwable fault) {
        LOG.error("the table has failed, nothing more can be decided", fault);
        failure.complete(fault);
    }

    /** Completed when the daemon cannot go on and has to be closed. */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    /** Completed when somebody who may has asked for the end. */
    public CompletableFuture<Void> stopRequested() {
        return stop;
    }

    private static Forwarding forwarding(DaemonSettings settings, Meters meters) {
        if (settings.kernelTable() == DaemonSettings.NO_KERNEL) {
            return Forwarding.NONE;
        }
        KernelSyncSettings sync = KernelSyncSettings.DEFAULT.withTable(settings.kernelTable());
        return new KernelForwarding(
                NetlinkRouteTable.opener(sync),
                sync,
                settings.clock(),
                waited -> meters.took(Stage.BEST_TO_KERNEL, waited));
    }

    /**
     * Starts everything. What has been started is ended by {@link #close}, also after a failure.
     *
     * @throws ControlSocketException if the control socket cannot be had: another daemon may be running
     * @throws KernelException if the kernel cannot be talked to
     */
    public void start() throws ControlSocketException, KernelException {
        DaemonSettings.Sockets sockets = settings.sockets();
        server = ControlServer.start(sockets.control(), reports, operations());
        bird = sockets.bird().isEmpty() ? null : BirdServer.prepare(sockets.bird(), this::birdDesk);
        table.start();
        forwarding.start(new Changes());
        control.execute(() -> source.start(new Changes()));
        if (forwarding.enabled()) {
            long pace = FelixWatch.PACE.toSeconds();
            var unused = control.scheduleWithFixedDelay(felix::look, pace, pace, TimeUnit.SECONDS);
        }
    }

    /** What the configuration's source and the kernel tell. */
    private final class Changes implements ConfigSource.Listener, Forwarding.Listener {

        @Override
        public void configured(SpeakerConfig wanted, long changedNanos) {
            boolean first = !reconfigurer.configured();
            SpeakerConfig before = reconfigurer.inForce();
            core.configure(wanted);
            if (first) {
                events.add(EventKind.CONFIGURED, "", ChangeText.of(wanted));
            } else if (!wanted.equals(before)) {
                events.add(EventKind.RECONFIGURED, "", ChangeText.of(SpeakerConfigDiff.between(before, wanted)));
            }
            configuredNanos = settings.clock().nanoTime();
            var unused = table.query(view -> {
                meters.took(Stage.DATASTORE_TO_ANNOUNCED, since(changedNanos));
                return true;
            });
            if (first) {
                openBird();
                Footprint.shrink();
                rehearsal.beginIf(settings.rehearses());
            }
        }

        @Override
        public void viewChanged(ForwardingView now) {
            kernel = now.kernel();
            nextHops = now.nextHops();
            core.forwardingChanged(now);
        }

        @Override
        public void stateChanged() {
            news.come();
        }

        @Override
        public void troublesChanged() {
            news.come();
        }
    }

    private CompletionStage<Map<FelixCheck.Finding, String>> lookForFelix() {
        List<KernelPlan> plans = source.kernelPlans();
        return plans.isEmpty()
                ? CompletableFuture.completedStage(Map.of())
                : table.query(view -> view.forwarding())
                        .thenApplyAsync(paths -> FelixCheck.look(plans, paths, kernel.foreignRoutes()), control);
    }

    /**
     * Answers over HTTP as well, until it is closed.
     *
     * @return where
     * @throws ControlSocketException if it cannot
     */
    public InetSocketAddress serve(HttpSettings wanted) throws ControlSocketException {
        HttpServer started = HttpServer.start(wanted, reports);
        http = started;
        return started.address();
    }

    private SpeakerReports.Parts parts() {
        return new SpeakerReports.Parts(
                source,
                reconfigurer,
                endpoint,
                table,
                core.programmer(),
                forwarding,
                core.endOfRib(),
                core.ownRestart(),
                felix,
                events,
                nextHopTally);
    }

    private SpeakerReports reports() {
        Preview.Parts preview =
                new Preview.Parts(source, reconfigurer, table, core.programmer(), () -> nextHops, control);
        return new SpeakerReports(parts(), new Preview(preview), settings.version(), settings.clock(), meters, control);
    }

    private PeerOperations operations() {
        return new PeerOperations(endpoint, core.bridge(), control);
    }

    private BirdDesk birdDesk(BirdSocket socket) {
        BirdDesk.Hands hands = new BirdDesk.Hands(
                control, operations(), core::reprogram, () -> kernel, () -> configuredNanos, stop, startNanos);
        return new BirdDesk(parts(), hands, settings.clock(), socket.family().afi());
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(settings.clock().nanoTime() - nanos);
    }

    /** Like BIRD, which does not answer before it has read its configuration: without peers everything would seem to be well. */
    private void openBird() {
        BirdServer opening = bird;
        if (opening != null) {
            opening.openAll(settings.sockets().bird());
        }
    }

    /** RFC 8326: all peers are told that we are about to go, and get some time; a table that fails ends that. */
    private void drain() {
        Duration time = settings.exit().drainTime();
        LOG.info("draining for {} s", time.toSeconds());
        table.submit(new RibCommand.Drain());
        try {
            var unused = failure.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.debug("drained");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a failure is a value", e);
        }
    }

    /**
     * Ends everything in order, as {@link DaemonSettings#exit} says. If the kernel's routes stay, nothing that happens to the sessions
     * may touch them any more; if they go, they go last, so that packets that are on their way still find one.
     */
    @Override
    public void close() {
        if (settings.exit().mode() == ExitMode.DRAIN && reconfigurer.configured()) {
            drain();
        }
        source.close();
        control.shutdown();
        try {
            if (!control.awaitTermination(CONTROL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("planning takes too long, not waiting for it");
            }
            if (settings.exit().mode() == ExitMode.RESTART) {
                forwarding.close(false);
                endpoint.close(ShutdownMode.GRACEFUL, "");
            } else {
                endpoint.close(ShutdownMode.CEASE, "");
                forwarding.close(true);
            }
            table.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (bird != null) {
            bird.close();
        }
        if (http != null) {
            http.close();
        }
        if (server != null) {
            server.close();
        }
        reports.close();
        meters.close();
    }
}
