package io.nightjar.daemon.lab;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns Ctrl-C and SIGTERM into an interruption of the thread that runs the lab, and holds the process' end back until
 * that thread has cleaned up.
 */
final class StopSignal implements AutoCloseable {

    private static final Duration CLEANING_LIMIT = Duration.ofSeconds(30);

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch cleaned = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread hook = new Thread(this::stop, "lab-stop");
    private boolean cleaning;

    private StopSignal() {}

    /** From now on a signal interrupts the calling thread. */
    static StopSignal forThisThread() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Blocks until somebody asks the lab to stop. */
    void await() {
        try {
            cleaned.await();
        } catch (InterruptedException e) {
            throw new LabInterruptedException(e);
        }
    }

    /** From now on a signal only waits: cleaning up must not be interrupted. */
    void startCleaning() {
        lock.lock();
        try {
            cleaning = true;
            // An interruption that nobody has noticed yet has served its purpose.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        cleaned.countDown();
        if (!hook.isAlive()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending just now; the hook finds its work done.
                cleaned.countDown();
            }
        }
    }

    private void stop() {
        lock.lock();
        try {
            if (!cleaning) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
        try {
            if (!cleaned.await(CLEANING_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LabException("the lab could not be cleared in time; the next one clears it");
            }
        } catch (InterruptedException e) {
            throw new LabInterruptedException(e);
        }
    }
}
