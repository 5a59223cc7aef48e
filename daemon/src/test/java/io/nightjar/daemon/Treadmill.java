package io.nightjar.daemon;

/** Keeps whoever steps on it running on the spot. {@link ThreadStopper} loads it into the process that it has got hold of. */
final class Treadmill {

    /** Whether it turns; a debugger stops it. */
    private static volatile boolean turning = true;

    private Treadmill() {}

    /** Returns when it has been stopped. */
    static void run() {
        while (turning) {
            Thread.onSpinWait();
        }
    }
}
