package io.nightjar.fsm.session;

import io.nightjar.fsm.SessionTimer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Timers that run down only when told to. */
public final class RecordingTimers implements SessionTimers {

    private final Map<SessionTimer, Armed> armed = new EnumMap<>(SessionTimer.class);

    @Override
    public void start(SessionTimer timer, Duration after, Runnable onExpiry) {
        armed.put(timer, new Armed(after, onExpiry));
    }

    @Override
    public void stop(SessionTimer timer) {
        armed.remove(timer);
    }

    public Set<SessionTimer> running() {
        return Set.copyOf(armed.keySet());
    }

    /** For how long a running timer was armed. */
    public Duration after(SessionTimer timer) {
        return require(timer).after;
    }

    /** Lets a running timer run down. */
    public void expire(SessionTimer timer) {
        Armed expired = require(timer);
        armed.remove(timer);
        expired.onExpiry.run();
    }

    private Armed require(SessionTimer timer) {
        Armed found = armed.get(timer);
        if (found == null) {
            throw new IllegalStateException(timer + " is not running, but " + armed.keySet());
        }
        return found;
    }

    private record Armed(Duration after, Runnable onExpiry) {}
}
