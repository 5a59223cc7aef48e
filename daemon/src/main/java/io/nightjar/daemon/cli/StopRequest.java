package io.nightjar.daemon.cli;

import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM and SIGINT as something to wait for. The process' end is held back until this is closed; then it ends with
 * exit code 0, because that is what was asked for.
 */
final class StopRequest implements AutoCloseable {

    private final CountDownLatch requested = new CountDownLatch(1);

    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean signalled;

    private final Thread hook = new Thread(this::stop, "stop");

    private final Runnable onSignal;

    StopRequest() {
        this(() -> {});
    }

    /**
     * Waits for signals.
     *
     * @param onSignal told by a thread of its own when one has come
     */
    StopRequest(Runnable onSignal) {
        this.onSignal = onSignal;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns when the process shall end. */
    void await() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for the end from inside. */
    void request() {
        requested.countDown();
    }

    private void stop() {
        signalled = true;
        onSignal.run();
        requested.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    @Override
    public void close() {
        if (signalled) {
            done.countDown();
        } else {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
