package io.nightjar.calico.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A control thread that can be watched: what happens before its first tasks, and how long it is told to wait. */
final class HookedScheduler extends ScheduledThreadPoolExecutor {

    private static final int HOOKED_TASKS = 4;

    private final AtomicInteger tasks = new AtomicInteger();

    private final CountDownLatch patient = new CountDownLatch(1);

    private volatile Runnable hook = () -> {};

    private volatile Duration awaited = Duration.ofDays(1);

    private final Semaphore hurried = new Semaphore(0);

    private volatile Duration hurriedFrom = Duration.ofDays(1);

    HookedScheduler() {
        super(1);
    }

    /** Runs before each of the first tasks. */
    void beforeFirstTasks(Runnable newHook) {
        hook = newHook;
    }

    /** From now on, waits this long count. */
    void countDelaysFrom(Duration delay) {
        awaited = delay;
    }

    /** Returns when a task was scheduled with such a delay. */
    boolean wasToldToWait() throws InterruptedException {
        return patient.await(30, TimeUnit.SECONDS);
    }

    /** Does not wait at all where it is told to wait this long or longer. */
    void hurry(Duration delay) {
        hurriedFrom = delay;
    }

    /** Returns when that has happened so many times more. */
    boolean hasHurried(int times) throws InterruptedException {
        hurried.drainPermits();
        return hurried.tryAcquire(times, 30, TimeUnit.SECONDS);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        if (tasks.incrementAndGet() <= HOOKED_TASKS) {
            hook.run();
        }
        super.beforeExecute(thread, task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (unit.toMillis(delay) >= awaited.toMillis()) {
            patient.countDown();
        }
        if (unit.toMillis(delay) >= hurriedFrom.toMillis()) {
            hurried.release();
            return super.schedule(task, 0, unit);
        }
        return super.schedule(task, delay, unit);
    }
}
