package io.nightjar.fsm;

import io.nightjar.bgp.peer.PeerConfig;
import java.time.Duration;

/**
 * The mandatory and optional session attributes of RFC 4271 §8.1.1 and §8.2.1.4 that a session runs with.
 *
 * <p>AllowAutomaticStart, DampPeerOscillations and SendNOTIFICATIONwithoutOPEN are always on, and
 * CollisionDetectEstablishedState is always off.
 *
 * @param config the peer
 * @param delayOpen how long to wait for the peer's OPEN before ours is sent; zero sends it at once
 */
public record SessionSettings(PeerConfig config, Duration delayOpen) {

    /** RFC 4271 §8.2.2: the "large value" of the HoldTimer until an OPEN has come in. */
    static final Duration OPEN_HOLD_TIME = Duration.ofMinutes(4);

    /** How many connections the peer may close without a word before only the connect delay is left. */
    static final int QUICK_CLOSURES = 5;

    private static final long QUICK_DELAY_MILLIS = 100;
    private static final long QUICK_DELAY_MAX_MILLIS = 500;

    /** Settings without DelayOpen. */
    public static SessionSettings of(PeerConfig config) {
        return new SessionSettings(config, Duration.ZERO);
    }

    /** The same, but our OPEN waits for the peer's that long. */
    public SessionSettings delayingOpen(Duration time) {
        return new SessionSettings(config, time);
    }

    /** Whether an OPEN waits for the peer's. */
    public boolean delaysOpen() {
        return !delayOpen.isZero();
    }

    /** How long an attempt to connect may take. */
    Duration connectRetryTime() {
        return Duration.ofSeconds(config.timers().connectRetrySeconds());
    }

    /** How long to wait after a failed attempt. */
    public Duration connectDelay() {
        return Duration.ofSeconds(config.timers().connectDelaySeconds());
    }

    /** How long to wait when the peer's host is up and its speaker about to be; doubles with each try up to a maximum. */
    static Duration quickDelay(int earlier) {
        long doubled = QUICK_DELAY_MILLIS << Math.min(earlier, 3);
        return Duration.ofMillis(Math.min(doubled, QUICK_DELAY_MAX_MILLIS));
    }
}
