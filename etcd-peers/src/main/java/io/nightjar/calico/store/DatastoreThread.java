package io.nightjar.calico.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that owns a datastore. It has an end of its own, after which nothing is done any more. */
final class DatastoreThread {

    private static final Logger LOG = LoggerFactory.getLogger(DatastoreThread.class);

    private static final String ENDED = "the control executor has ended";

    private final ScheduledExecutorService executor;

    private final Consumer<RuntimeException> defects;

    /**
     * One that has nothing to do yet.
     *
     * @param defects told, on the thread, what a task has not caught, so that what follows from it can go on
     */
    DatastoreThread(ScheduledExecutorService executor, Consumer<RuntimeException> defects) {
        this.executor = executor;
        this.defects = defects;
    }

    /** Either a result or the reason why there is none. */
    @FunctionalInterface
    interface Outcome<T> {
        void accept(@Nullable T result, @Nullable Throwable failure);
    }

    /** Does something as soon as what came before is done. */
    void execute(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug(ENDED, e);
        }
    }

    /** Does something later, in the place of what was to be done before; null if nothing is done any more. */
    @Nullable
    ScheduledFuture<?> instead(@Nullable ScheduledFuture<?> former, Runnable task, Duration delay) {
        cancel(former);
        try {
            return executor.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug(ENDED, e);
            return null;
        }
    }

    /** Does not do it, unless that has begun. */
    static void cancel(@Nullable ScheduledFuture<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    /** Takes over a result of another thread. */
    <T> void onCompletion(CompletableFuture<T> future, Outcome<T> outcome) {
        CompletableFuture<T> unused =
                future.whenComplete((result, failure) -> execute(() -> outcome.accept(result, failure)));
    }

    /** The executor would swallow a defect. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("following the datastore failed", e);
            defects.accept(e);
        }
    }
}
