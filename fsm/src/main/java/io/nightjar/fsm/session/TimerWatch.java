package io.nightjar.fsm.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is shown of one timer. Written on the session's loop, read from any thread, which may see the end of one run and the start of another. */
final class TimerWatch {

    private static final long NOT_RUNNING = -1;

    private volatile long startNanos;

    private volatile long nanos = NOT_RUNNING;

    void started(long nowNanos, long afterNanos) {
        startNanos = nowNanos;
        nanos = afterNanos;
    }

    void stopped() {
        nanos = NOT_RUNNING;
    }

    /** How it stands; null when it does not run. */
    SessionStatus.@Nullable Running read(long nowNanos) {
        long time = nanos;
        long left = time - (nowNanos - startNanos);
        return time == NOT_RUNNING
                ? null
                : new SessionStatus.Running(Duration.ofNanos(Math.max(0, left)), Duration.ofNanos(time));
    }
}
