package io.nightjar.daemon.speaker;

import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.daemon.control.DatastoreChange;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.explain.DatastoreFacts;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where configurations come from. */
public interface ConfigSource extends AutoCloseable {

    /** Hears of configurations. */
    @FunctionalInterface
    interface Listener {

        /**
         * This one counts from now on.
         *
         * @param changedNanos when what it was made of changed, on the daemon's clock
         */
        void configured(SpeakerConfig config, long changedNanos);

        /** How the source is, or what it has set aside, is different from before. */
        default void stateChanged() {}
    }

    /** Begins to tell configurations. On the {@code control} thread, as is whatever it tells. */
    void start(Listener listener);

    /** Whether changes arrive. Any thread. */
    boolean connected();

    /** Looks again for what it can only find by looking; what is followed as it changes needs no such thing. On the {@code control} thread. */
    default void lookAgain() {}

    /** How it is. Any thread. */
    StatusReport.Source report();

    /** What it had to set aside. Any thread. */
    List<StatusReport.Note> notes();

    /** What decides about the kernel's routes in Calico's terms, for each family; nothing without Calico. Any thread. */
    default List<KernelPlan> kernelPlans() {
        return List.of();
    }

    /** What is made of the datastore; null without one, or before it has been read. Any thread. */
    default @Nullable DatastoreFacts facts() {
        return null;
    }

    /** See {@link io.nightjar.calico.store.Datastore#read}; finds nothing without a datastore. Any thread. */
    default CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix) {
        return CompletableFuture.completedFuture(new TreeMap<>());
    }

    /** What would be planned after a change of the datastore; null without one. On the {@code control} thread. */
    default @Nullable Plan planWith(DatastoreChange change) {
        return null;
    }

    @Override
    void close();
}
