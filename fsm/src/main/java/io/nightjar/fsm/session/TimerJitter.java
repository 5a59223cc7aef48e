package io.nightjar.fsm.session;

import io.nightjar.fsm.SessionTimer;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * RFC 4271 §10: timers run for 0.75 to 1.0 of their nominal time, so that speakers do not act in step. The HoldTimer runs
 * for all of what was negotiated: a peer that keeps to it must not be cut off.
 */
public final class TimerJitter {

    private static final double LEAST = 0.75;

    private final RandomGenerator random;

    public TimerJitter(RandomGenerator random) {
        this.random = random;
    }

    /** For how long to arm a timer whose nominal time is {@code nominal}. */
    public Duration apply(SessionTimer timer, Duration nominal) {
        if (timer == SessionTimer.HOLD || timer == SessionTimer.SEND_HOLD) {
            return nominal;
        }
        double factor = LEAST + (1.0 - LEAST) * random.nextDouble();
        return Duration.ofNanos((long) (nominal.toNanos() * factor));
    }
}
