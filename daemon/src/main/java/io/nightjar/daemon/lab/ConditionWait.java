package io.nightjar.daemon.lab;

import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits until a condition holds, looking again and again at a given pace, and never longer than allowed. */
public final class ConditionWait {

    private final NanoClock clock;
    private final Duration pace;
    private final Semaphore never = new Semaphore(0);

    public ConditionWait(NanoClock clock, Duration pace) {
        this.clock = clock;
        this.pace = pace;
    }

    /**
     * Waits until nothing is missing any more.
     *
     * @return how long it took
     */
    public Duration until(String what, Duration limit, Supplier<List<String>> missing) {
        long start = clock.nanoTime();
        while (true) {
            List<String> problems = missing.get();
            long elapsedNanos = clock.nanoTime() - start;
            if (problems.isEmpty()) {
                return Duration.ofNanos(elapsedNanos);
            }
            if (elapsedNanos >= limit.toNanos()) {
                throw new LabException(what + " did not happen within " + limit.toSeconds() + " s:\n  "
                        + String.join("\n  ", problems));
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (never.tryAcquire(pace.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("nobody ever gives a permit");
            }
        } catch (InterruptedException e) {
            throw new LabInterruptedException(e);
        }
    }
}
