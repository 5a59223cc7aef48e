package io.nightjar.daemon.speaker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that plans and reconfigures. What is handed over after its end is dropped: nobody needs a new plan then.
 * A fault of ours ends one task, with a log line that keeps the trace; what is running goes on as it is, and what is due again and
 * again stays due.
 */
public final class ControlThread extends ScheduledThreadPoolExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(ControlThread.class);

    public ControlThread() {
        super(1, ControlThread::named, new DiscardPolicy());
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "control");
        thread.setDaemon(true);
        return thread;
    }

    /** As it is elsewhere, a fault would be the last that is heard of such a task. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(() -> survive(task), initialDelay, delay, unit);
    }

    private static void survive(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            tell(fault);
        }
    }

    private static void tell(Throwable fault) {
        LOG.error("internal fault, the configuration in force stays as far as it is", fault);
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        super.afterExecute(task, thrown);
        Throwable fault = thrown == null ? faultOf(task) : thrown;
        if (fault != null) {
            tell(fault);
        }
    }

    private static @Nullable Throwable faultOf(Runnable task) {
        if (task instanceof Future<?> future && future.isDone() && !future.isCancelled()) {
            try {
                future.get();
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return null;
    }
}
