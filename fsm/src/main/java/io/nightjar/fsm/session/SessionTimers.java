package io.nightjar.fsm.session;

import io.nightjar.fsm.SessionTimer;
import java.time.Duration;

/** The timers of one connection, on the session's loop. */
public interface SessionTimers {

    /** Starts a timer, or starts it again. */
    void start(SessionTimer timer, Duration after, Runnable onExpiry);

    /** Stops a timer if it is running. */
    void stop(SessionTimer timer);
}
