package io.nightjar.fsm;

import io.nightjar.bgp.peer.PeerTimers;
import java.time.Duration;

/**
 * How long a peer rests after an error (RFC 4271 §8.1.1, IdleHoldTime): the minimum, doubling with each further error up to
 * the maximum. An error is forgotten after 300 s without another one, as in BIRD.
 *
 * @param holdSeconds the wait that the last error has caused; 0 if there was none
 * @param lastErrorNanos when the last error was; of no meaning if there was none
 */
public record IdleHoldBackoff(int holdSeconds, long lastErrorNanos) {

    /** No error yet. */
    public static final IdleHoldBackoff NONE = new IdleHoldBackoff(0, 0);

    private static final long FORGET_NANOS = Duration.ofMinutes(5).toNanos();

    /** The back-off after an error at {@code nowNanos}. */
    public IdleHoldBackoff afterError(PeerTimers timers, long nowNanos) {
        boolean forgotten = holdSeconds == 0 || nowNanos - lastErrorNanos > FORGET_NANOS;
        long next = forgotten ? timers.errorWaitMinSeconds() : 2L * holdSeconds;
        return new IdleHoldBackoff((int) Math.min(next, timers.errorWaitMaxSeconds()), nowNanos);
    }

    /** How long to rest now. */
    public Duration hold() {
        return Duration.ofSeconds(holdSeconds);
    }
}
