package io.nightjar.bgp.peer;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;

/**
 * What is done when we or the peer restart (RFC 4724, RFC 8538, RFC 9494).
 *
 * @param mode whether routes are kept, and whose
 * @param restartSeconds how long the peer shall wait for us, 0 to 4095
 * @param longLivedSeconds for how long at most the peer's routes are kept as stale when it does not come back; 0 switches
 *     long-lived graceful restart off
 */
public record GracefulRestartSettings(Mode mode, int restartSeconds, int longLivedSeconds) {

    /** Nobody's routes are kept. */
    public static final GracefulRestartSettings OFF = new GracefulRestartSettings(Mode.OFF, 0, 0);

    /** What BIRD does unless told otherwise: it helps. */
    public static final GracefulRestartSettings HELPER = new GracefulRestartSettings(Mode.HELPER, 120, 0);

    public GracefulRestartSettings {
        if (restartSeconds < 0 || restartSeconds > GracefulRestartCapability.MAX_RESTART_SECONDS) {
            throw new IllegalArgumentException("restart time out of range: " + restartSeconds);
        }
        if (longLivedSeconds < 0 || longLivedSeconds > LongLivedGracefulRestartCapability.MAX_STALE_SECONDS) {
            throw new IllegalArgumentException("stale time out of range: " + longLivedSeconds);
        }
    }

    /** Whether the capability is offered at all. */
    public boolean offered() {
        return mode != Mode.OFF;
    }

    /** Whose routes are kept. */
    public enum Mode {
        /** Nobody's. */
        OFF,
        /** The peer's, when it restarts. */
        HELPER,
        /** The peer's, and the peer is asked to keep ours. */
        ON
    }
}
