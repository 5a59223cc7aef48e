package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.calico.environment.Environment;
import io.nightjar.calico.files.NodeFiles;
import io.nightjar.calico.model.CalicoKeys;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.model.Unusable;
import io.nightjar.calico.plan.FamilyPlan;
import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanNote;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.store.Datastore;
import io.nightjar.calico.store.DatastoreConfig;
import io.nightjar.calico.store.DatastoreListener;
import io.nightjar.calico.store.DatastoreStatus;
import io.nightjar.calico.store.EtcdDatastore;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.daemon.control.DatastoreChange;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.explain.DatastoreFacts;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configurations planned from Calico's datastore. Everything happens on the {@code control} thread; only the reports are
 * read from others.
 */
public final class DatastoreSource implements ConfigSource, DatastoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(DatastoreSource.class);

    private static final long FILES_SECONDS = 5;

    private final Datastore datastore;

    private final SpeakerPlanner planner;

    private final String location;

    private final Function<Collection<SecretKeyRef>, LocalInputs> files;

    private final Consumer<String> severity;

    private final AtomicBoolean following = new AtomicBoolean();

    private final ClusterStateBuilder states = new ClusterStateBuilder();

    private final NanoClock clock;

    private Listener listener = (config, changedNanos) -> {};

    private @Nullable SpeakerConfig config;

    /** When that was changed. */
    private long configNanos;

    private String waitingFor = "";
    private @Nullable ClusterState state;
    private KeyValueView last = KeyValueView.empty();
    private LocalInputs inputs = LocalInputs.NONE;

    private volatile DatastoreStatus status = DatastoreStatus.disconnected("not yet");

    private volatile List<StatusReport.Note> notes = List.of();

    private volatile List<KernelPlan> kernelPlans = List.of();

    private volatile @Nullable DatastoreFacts facts;

    /**
     * Follows nothing yet.
     *
     * @param location of the datastore, for people
     */
    public DatastoreSource(Datastore datastore, SpeakerPlanner planner, String location, NanoClock clock) {
        this(datastore, planner, location, wanted -> LocalInputs.NONE, ignored -> {}, clock);
    }

    /**
     * The same beside a node's own files, with a log that does as the datastore says.
     *
     * @param files what they say about the secrets that are wanted
     * @param severity told how much is to be logged: {@code debug}, {@code info} or {@code none}
     */
    public DatastoreSource(
            Datastore datastore,
            SpeakerPlanner planner,
            String location,
            Function<Collection<SecretKeyRef>, LocalInputs> files,
            Consumer<String> severity,
            NanoClock clock) {
        this.clock = clock;
        this.files = files;
        this.severity = severity;
        this.datastore = datastore;
        this.planner = planner;
        this.location = location;
    }

    /**
     * The source that the environment names, which follows the datastore already: an answer takes as long as all else that a start
     * needs.
     *
     * @param settings who asks
     * @param severity told how much is to be logged: {@code debug}, {@code info} or {@code none}
     * @throws io.nightjar.calico.environment.EnvironmentException naming the variable whose value is missing or wrong
     */
    public static DatastoreSource of(
            Environment environment,
            PlanSettings settings,
            ScheduledExecutorService control,
            RandomGenerator random,
            NanoClock clock,
            Consumer<String> severity) {
        DatastoreConfig config = DatastoreConfig.fromEnvironment(environment);
        String location = config.location().text();
        DatastoreSource source = new DatastoreSource(
                new EtcdDatastore(config, CalicoKeys.prefixes(settings.nodeName()), control, random),
                new SpeakerPlanner(settings),
                location,
                NodeFiles.fromEnvironment(environment)::read,
                severity,
                clock);
        source.connect();
        var unused = control.scheduleWithFixedDelay(
                source::filesMayHaveChanged, FILES_SECONDS, FILES_SECONDS, TimeUnit.SECONDS);
        return source;
    }

    /** Begins to find out what there is, unless it has begun; whoever starts this is told. */
    void connect() {
        if (following.compareAndSet(false, true)) {
            datastore.start(this);
        }
    }

    @Override
    public void start(Listener toTell) {
        listener = toTell;
        connect();
        toTell.stateChanged();
        tell();
    }

    private void tell() {
        SpeakerConfig known = config;
        if (known != null) {
            listener.configured(known, configNanos);
        }
    }

    @Override
    public void viewChanged(KeyValueView view) {
        long now = clock.nanoTime();
        last = view;
        ClusterState changed = states.update(view);
        state = changed;
        inputs = files.apply(changed.secrets());
        plan(changed, now);
    }

    @Override
    public void lookAgain() {
        filesMayHaveChanged();
    }

    /** Looks at the node's own files; plans anew if they say something else. */
    void filesMayHaveChanged() {
        ClusterState known = state;
        if (known != null) {
            LocalInputs now = files.apply(known.secrets());
            if (!now.equals(inputs)) {
                inputs = now;
                plan(known, clock.nanoTime());
            }
        }
    }

    private void plan(ClusterState known, long changedNanos) {
        Plan plan = config == null ? planner.begin(known, inputs) : planner.plan(known, inputs);
        note(plan);
        facts = new DatastoreFacts(planner.nodeName(), last, known, plan);
        if (plan instanceof Plan.Ready ready) {
            waitingFor = "";
            severity.accept(ready.node().logSeverity());
            kernelPlans =
                    ready.node().families().stream().map(FamilyPlan::kernel).toList();
            config = ready.config();
            configNanos = changedNanos;
            tell();
        } else if (plan instanceof Plan.Waiting waiting && !waiting.reason().equals(waitingFor)) {
            waitingFor = waiting.reason();
            LOG.info("{}", waitingFor);
        }
    }

    @Override
    public @Nullable DatastoreFacts facts() {
        return facts;
    }

    @Override
    public CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix) {
        return datastore.read(prefix);
    }

    @Override
    public Plan planWith(DatastoreChange change) {
        ClusterState candidate = states.preview(last.with(change.put(), change.delete()));
        return planner.plan(candidate, files.apply(candidate.secrets()));
    }

    /** What a plan sets aside, and what else somebody should know. */
    public static List<StatusReport.Note> notes(Plan plan) {
        List<StatusReport.Note> now = new ArrayList<>();
        for (Unusable unusable : plan.unusables()) {
            String inForce = unusable.lastGoodInForce() ? "; its last good version stays in force" : "";
            now.add(new StatusReport.Note(unusable.key(), unusable.reason() + inForce));
        }
        if (plan instanceof Plan.Ready ready) {
            for (PlanNote note : ready.notes()) {
                now.add(new StatusReport.Note(note.subject(), note.text()));
            }
        }
        return List.copyOf(now);
    }

    private void note(Plan plan) {
        List<StatusReport.Note> now = notes(plan);
        Set<StatusReport.Note> before = new HashSet<>(notes);
        for (StatusReport.Note note : now) {
            if (!before.contains(note)) {
                LOG.atWarn()
                        .addKeyValue("event", "object-trouble")
                        .addKeyValue("key", note.key())
                        .addKeyValue("reason", note.reason())
                        .log("{}: {}", note.key(), note.reason());
            }
        }
        if (!now.equals(notes)) {
            notes = now;
            listener.stateChanged();
        }
    }

    /** The store has its own words for the log. */
    @Override
    public void statusChanged(DatastoreStatus changed) {
        status = changed;
        listener.stateChanged();
    }

    @Override
    public boolean connected() {
        return status.connected();
    }

    @Override
    public StatusReport.Source report() {
        DatastoreStatus now = status;
        return new StatusReport.Source(
                "datastore", location, now.connected() ? "connected" : "disconnected: " + now.reason());
    }

    @Override
    public List<StatusReport.Note> notes() {
        return notes;
    }

    @Override
    public List<KernelPlan> kernelPlans() {
        return kernelPlans;
    }

    @Override
    public void close() {
        datastore.close();
    }
}
