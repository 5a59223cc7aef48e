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
 */
final class EventLoopTimers implements SessionTimers {

    private final EventLoop loop;
    private final NanoClock clock;
    private final Map<SessionTimer, Armed> armed = new EnumMap<>(SessionTimer.class);

    EventLoopTimers(EventLoop loop, NanoClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public void start(SessionTimer timer, Duration after, Runnable onExpiry) {
        long deadlineNanos = clock.nanoTime() + after.toNanos();
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
