package io.nightjar.conformance.sim;

import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.session.SessionTimers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The timers of one connection on virtual time. A timer that is started again before it runs down only moves its deadline, so that
 * a HoldTimer costs one event an interval and not one a message.
 */
final class SimulatedTimers implements SessionTimers {

    private final SpeakerProcess process;
    private final List<SimulatedTimers> inUse;
    private final Runnable changed;
    private final Map<SessionTimer, Armed> armed = new EnumMap<>(SessionTimer.class);

    /**
     * None runs.
     *
     * @param inUse lists these timers as long as any of them runs
     * @param changed called when others run than before
     */
    SimulatedTimers(SpeakerProcess process, List<SimulatedTimers> inUse, Runnable changed) {
        this.process = process;
        this.inUse = inUse;
        this.changed = changed;
    }

    @Override
    public void start(SessionTimer timer, Duration after, Runnable onExpiry) {
        long deadline = process.now() + after.toNanos();
        Armed running = armed.get(timer);
        if (running != null && running.wakes <= deadline) {
            running.deadline = deadline;
            running.onExpiry = onExpiry;
            return;
        }
        if (running != null) {
            running.stopped = true;
        } else if (armed.isEmpty()) {
            inUse.add(this);
        }
        Armed started = new Armed(timer, deadline, onExpiry);
        armed.put(timer, started);
        started.schedule();
        if (running == null) {
            changed.run();
        }
    }

    @Override
    public void stop(SessionTimer timer) {
        Armed running = armed.get(timer);
        if (running != null) {
            running.stopped = true;
            disarm(timer);
        }
    }

    private void disarm(SessionTimer timer) {
        armed.remove(timer);
        if (armed.isEmpty()) {
            inUse.remove(this);
        }
        changed.run();
    }

    /** The timers that run. */
    Set<SessionTimer> running() {
        Set<SessionTimer> running = EnumSet.noneOf(SessionTimer.class);
        running.addAll(armed.keySet());
        return running;
    }

    private final class Armed implements Scheduler.Cancellable {

        private final SessionTimer timer;
        private long deadline;
        private long wakes;
        private Runnable onExpiry;
        private boolean stopped;

        Armed(SessionTimer timer, long deadline, Runnable onExpiry) {
            this.timer = timer;
            this.deadline = deadline;
            this.onExpiry = onExpiry;
        }

        void schedule() {
            wakes = deadline;
            process.at(deadline, this);
        }

        @Override
        public boolean isCancelled() {
            return stopped;
        }

        @Override
        public void run() {
            process.inLoop(this::wake);
        }

        private void wake() {
            if (deadline > process.now()) {
                schedule();
            } else {
                disarm(timer);
                onExpiry.run();
            }
        }
    }
}
