package io.nightjar.fsm.session;

import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many lines somebody may cause in the log: some at once, then one for each interval that passes. Any thread.
 */
final class LogAllowance {

    private final ReentrantLock lock = new ReentrantLock();
    private final NanoClock clock;
    private final int burst;
    private final long intervalNanos;
    private long sinceNanos;
    private int left;
    private long untold;

    LogAllowance(NanoClock clock, int burst, Duration interval) {
        this.clock = clock;
        this.burst = burst;
        this.intervalNanos = interval.toNanos();
        this.left = burst;
        this.sinceNanos = clock.nanoTime();
    }

    /** Whether a line may be written now; if not, it is counted. */
    boolean take() {
        lock.lock();
        try {
            return takeLocked();
        } finally {
            lock.unlock();
        }
    }

    private boolean takeLocked() {
        long earned = (clock.nanoTime() - sinceNanos) / intervalNanos;
        sinceNanos += earned * intervalNanos;
        left = (int) Math.min(burst, left + earned);
        if (left == 0) {
            untold++;
            return false;
        }
        left--;
        return true;
    }

    /** How many lines were not written since the last one, as an addition to that one. */
    String leftOut() {
        lock.lock();
        try {
            String text = untold == 0 ? "" : " (" + untold + " more lines like this left out)";
            untold = 0;
            return text;
        } finally {
            lock.unlock();
        }
    }
}
