package io.nightjar.fsm.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.session.SessionTimers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session's timers on its event loop, which owns them.
 *
 * <p>A timer that is started again before it runs down, as the HoldTimer is with every UPDATE, only moves its deadline: the
 * task that was scheduled finds out and schedules itself for the rest.
 *
 * <p>Long timers expire together: those of all sessions that are due in one second wake the loop once. A KeepaliveTimer expires up to a
 * second early, any other up to a second late, as nothing of a session's is to expire too early that ends it.
 */
final class EventLoopTimers implements SessionTimers {

    /** From this length on a second more or less is neither here nor there. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final NanoClock clock;
    private final Map<SessionTimer, Armed> armed = new EnumMap<>(SessionTimer.class);

    EventLoopTimers(EventLoop loop, NanoClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public void start(SessionTimer timer, Duration after, Runnable onExpiry) {
        long exactNanos = clock.nanoTime() + after.toNanos();
        long deadlineNanos = after.compareTo(LONG) < 0 ? exactNanos : onStep(timer, exactNanos);
        Armed running = armed.get(timer);
        if (running != null && running.wakesNanos - deadlineNanos <= 0) {
            running.deadlineNanos = deadlineNanos;
            running.onExpiry = onExpiry;
            return;
        }
        stop(timer);
        Armed started = new Armed(timer, deadlineNanos, onExpiry);
        armed.put(timer, started);
        started.schedule();
    }

    private static long onStep(SessionTimer timer, long nanos) {
        long sinceStep = Math.floorMod(nanos, STEP_NANOS);
        return sinceStep == 0 || timer == SessionTimer.KEEPALIVE ? nanos - sinceStep : nanos - sinceStep + STEP_NANOS;
    }

    @Override
    public void stop(SessionTimer timer) {
        Armed running = armed.remove(timer);
        if (running != null) {
            running.cancel();
        }
    }

    private final class Armed {

        private final SessionTimer timer;
        private long deadlineNanos;
        private long wakesNanos;
        private Runnable onExpiry;
        private @Nullable ScheduledFuture<?> task;

        Armed(SessionTimer timer, long deadlineNanos, Runnable onExpiry) {
            this.timer = timer;
            this.deadlineNanos = deadlineNanos;
            this.wakesNanos = deadlineNanos;
            this.onExpiry = onExpiry;
        }

        void schedule() {
            wakesNanos = deadlineNanos;
            task = loop.schedule(this::wake, deadlineNanos - clock.nanoTime(), TimeUnit.NANOSECONDS);
        }

        void cancel() {
            if (task != null) {
                task.cancel(false);
            }
        }

        private void wake() {
            if (armed.get(timer) != this) {
                return;
            }
            if (deadlineNanos - clock.nanoTime() > 0) {
                schedule();
            } else {
                armed.remove(timer);
                onExpiry.run();
            }
        }
    }
}
