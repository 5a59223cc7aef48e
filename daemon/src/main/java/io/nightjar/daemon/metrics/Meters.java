package io.nightjar.daemon.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.daemon.control.ConvergenceReport;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.rib.BestPathChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counts and measures; any thread. */
public final class Meters implements AutoCloseable {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
    private final Map<SessionEnd.Cause, Counter> ends = new EnumMap<>(SessionEnd.Cause.class);
    private final Map<FaultAction, Counter> faults = new EnumMap<>(FaultAction.class);
    private final Counter established;
    private final Counter bestPathChanges;
    private final AtomicLong ipv4Destinations = new AtomicLong();
    private final AtomicLong ipv6Destinations = new AtomicLong();
    private final ReentrantLock scraping = new ReentrantLock();

    /** Guarded by {@link #scraping}. */
    private @Nullable JvmGcMetrics collections;

    private volatile Reading reading = Reading.NONE;

    /**
     * Nothing has happened yet.
     *
     * @param version of the program
     */
    public Meters(String version) {
        for (Stage stage : Stage.values()) {
            stages.put(stage, histogram(stage));
        }
        for (SessionEnd.Cause cause : SessionEnd.Cause.values()) {
            ends.put(cause, counter("nightjar.session.ends", "Sessions that ended", "cause", label(cause)));
        }
        // What resets a session shows as its end.
        for (FaultAction action : EnumSet.complementOf(EnumSet.of(FaultAction.SESSION_RESET))) {
            faults.put(action, counter("nightjar.update.faults", "Faults in UPDATEs", "treatment", label(action)));
        }
        established = counter("nightjar.sessions.established", "Sessions that came up");
        bestPathChanges = counter("nightjar.best.path.changes", "Destinations whose best path came, went or changed");
        gauge("nightjar.build.info", "The program that runs", ignored -> 1, "version", version);
        sessionMeters();
        routeMeters();
        kernelMeters();
        gauge(
                "nightjar.datastore.connected",
                "Whether changes arrive",
                now -> now.source().connected() ? 1 : 0);
        gauge(
                "nightjar.set.aside",
                "What of the configuration is not used as it stands",
                now -> now.source().setAside());
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Timer histogram(Stage stage) {
        return Timer.builder("nightjar.convergence")
                .description("How long the parts of a change's way take")
                .tag("stage", stage.label())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Reading> value, String... tags) {
        Gauge.builder(name, this, meters -> value.applyAsDouble(meters.reading))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void count(String name, String description, ToDoubleFunction<Reading> value, String... tags) {
        FunctionCounter.builder(name, this, meters -> value.applyAsDouble(meters.reading))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void sessionMeters() {
        for (FsmState state : FsmState.values()) {
            gauge(
                    "nightjar.sessions",
                    "Peers by the state of their session",
                    now -> now.peers().stream()
                            .filter(peer -> peer.state() == state)
                            .count(),
                    "state",
                    label(state));
        }
        for (MessageType type : MessageType.values()) {
            String messages = "Messages of all peers";
            count(
                    "nightjar.messages",
                    messages,
                    now -> now.received().getOrDefault(type, 0L),
                    "direction",
                    "received",
                    "type",
                    label(type));
            count(
                    "nightjar.messages",
                    messages,
                    now -> now.sent().getOrDefault(type, 0L),
                    "direction",
                    "sent",
                    "type",
                    label(type));
        }
    }

    private void routeMeters() {
        String routes = "Routes by table and family";
        for (AddressFamily family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            String label = family.afi().equals(Afi.IPV4) ? "ipv4" : "ipv6";
            AtomicLong destinations = destinations(family.afi());
            gauge("nightjar.routes", routes, now -> destinations.get(), "table", "loc-rib", "family", label);
            gauge(
                    "nightjar.routes",
                    routes,
                    now -> now.routes().received().getOrDefault(family, 0L),
                    "table",
                    "adj-rib-in",
                    "family",
                    label);
            gauge(
                    "nightjar.routes",
                    routes,
                    now -> now.routes().advertised().getOrDefault(family, 0L),
                    "table",
                    "adj-rib-out",
                    "family",
                    label);
        }
        gauge(
                "nightjar.routes.accepted",
                "Received routes that import policies took",
                now -> now.routes().accepted());
        gauge(
                "nightjar.routes.stale",
                "Received routes that are kept over a peer's restart",
                now -> now.routes().stale());
        String queues = "What waits for a thread or a peer";
        gauge("nightjar.queue", queues, now -> now.queues().table(), "queue", "table");
        gauge("nightjar.queue", queues, now -> now.queues().kernel(), "queue", "kernel");
        gauge("nightjar.queue", queues, now -> now.queues().behind(), "queue", "peers");
    }

    private AtomicLong destinations(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4Destinations : ipv6Destinations;
    }

    private void kernelMeters() {
        String routes = "Routes of ours in the kernel";
        gauge("nightjar.kernel.routes", routes, now -> now.kernel().desired(), "state", "desired");
        gauge("nightjar.kernel.routes", routes, now -> now.kernel().installed(), "state", "installed");
        gauge("nightjar.kernel.routes", routes, now -> now.kernel().stale(), "state", "adopted");
        gauge(
                "nightjar.kernel.failures",
                "Wanted routes that the kernel refuses, or that wait for a link",
                now -> now.kernel().obstacles().failures());
        gauge(
                "nightjar.kernel.conflicts",
                "Wanted routes that another program's route keeps out",
                now -> now.kernel().obstacles().conflictsByOwner().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        count(
                "nightjar.kernel.writes",
                "Operations that the kernel carried out",
                now -> counters(now).writes());
        count(
                "nightjar.kernel.repairs",
                "Routes that had vanished and were written again",
                now -> counters(now).repairs());
        count(
                "nightjar.kernel.scans",
                "Complete readings of the kernel",
                now -> counters(now).scans());
        count(
                "nightjar.kernel.lost.notifications",
                "How often the kernel dropped notifications",
                now -> counters(now).lostEvents());
        gauge(
                "nightjar.kernel.audit.age.seconds",
                "Since the last complete reading",
                now -> now.sinceAudit().toSeconds());
    }

    private static KernelSyncStatus.Counters counters(Reading now) {
        return now.kernel().counters();
    }

    /** Measures the machine as well from now on: not from the start, which would have to wait for Java's management. Once is enough. */
    public void measureMachine() {
        scraping.lock();
        try {
            if (collections == null) {
                new JvmMemoryMetrics().bindTo(registry);
                new JvmThreadMetrics().bindTo(registry);
                new ProcessorMetrics().bindTo(registry);
                new UptimeMetrics().bindTo(registry);
                new FileDescriptorMetrics().bindTo(registry);
                collections = new JvmGcMetrics();
                collections.bindTo(registry);
            }
        } finally {
            scraping.unlock();
        }
    }

    /** A part of a change's way has taken so long. */
    public void took(Stage stage, Duration time) {
        Objects.requireNonNull(stages.get(stage)).record(time);
    }

    void sessionUp() {
        established.increment();
    }

    void sessionDown(SessionEnd.Cause cause) {
        Objects.requireNonNull(ends.get(cause)).increment();
    }

    void malformed(List<AttributeFault> found) {
        for (AttributeFault fault : found) {
            Counter counter = faults.get(fault.action());
            if (counter != null) {
                counter.increment();
            }
        }
    }

    /** Counts, and keeps the size of the Loc-RIB. */
    public void bestPathsChanged(List<BestPathChange> changes) {
        bestPathChanges.increment(changes.size());
        for (BestPathChange change : changes) {
            if ((change.before() == null) != (change.now() == null)) {
                destinations(change.prefix().afi()).addAndGet(change.now() == null ? -1 : 1);
            }
        }
    }

    /** How long the parts of a change's way have taken until now. */
    public ConvergenceReport convergence() {
        return new ConvergenceReport(stages.entrySet().stream()
                .map(stage -> of(stage.getKey(), stage.getValue()))
                .toList());
    }

    private static ConvergenceReport.Stage of(Stage stage, Timer timer) {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        List<ConvergenceReport.Bucket> buckets = new ArrayList<>();
        long below = 0;
        // The last one is ours: Micrometer leaves it out.
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            long count = (long) bucket.count();
            buckets.add(new ConvergenceReport.Bucket(bucket.bucket(TimeUnit.SECONDS), count - below));
            below = count;
        }
        buckets.add(new ConvergenceReport.Bucket(null, Math.max(0, snapshot.count() - below)));
        return new ConvergenceReport.Stage(stage.label(), snapshot.count(), snapshot.total(TimeUnit.SECONDS), buckets);
    }

    /** Everything in Prometheus' text format, version 0.0.4. */
    public String scrape(Reading now, PeerSeries peers) {
        measureMachine();
        scraping.lock();
        try {
            reading = now;
            return registry.scrape() + peers.scrape(now);
        } finally {
            scraping.unlock();
        }
    }

    @Override
    public void close() {
        scraping.lock();
        try {
            if (collections != null) {
                collections.close();
            }
        } finally {
            scraping.unlock();
        }
        registry.close();
    }
}
