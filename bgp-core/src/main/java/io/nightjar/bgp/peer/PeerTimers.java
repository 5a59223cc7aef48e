package io.nightjar.bgp.peer;

/**
 * The nominal durations of a session's timers, in seconds (RFC 4271 §10). Jitter is applied where timers are armed.
 *
 * @param holdSeconds proposed in the OPEN; 0, or at least 3
 * @param keepaliveSeconds 0 stands for a third of the negotiated hold time
 * @param connectDelaySeconds between a failed connection and the next attempt
 * @param connectRetrySeconds how long a connection attempt may take
 * @param errorWaitMinSeconds IdleHoldTime after a first error; doubles with each further one
 * @param errorWaitMaxSeconds where the doubling ends
 */
public record PeerTimers(
        int holdSeconds,
        int keepaliveSeconds,
        int connectDelaySeconds,
        int connectRetrySeconds,
        int errorWaitMinSeconds,
        int errorWaitMaxSeconds) {

    /** What Calico configures: hold 240, connect delay 2, connect retry 5, error wait 5 to 30. */
    public static final PeerTimers CALICO = new PeerTimers(240, 0, 2, 5, 5, 30);

    public PeerTimers {
        if (holdSeconds < 0 || holdSeconds > 0xffff || holdSeconds == 1 || holdSeconds == 2) {
            throw new IllegalArgumentException("hold time must be 0 or 3 to 65535 s, not " + holdSeconds);
        }
        if (keepaliveSeconds < 0
                || connectDelaySeconds < 1
                || connectRetrySeconds < 1
                || errorWaitMinSeconds < 1
                || errorWaitMaxSeconds < errorWaitMinSeconds) {
            throw new IllegalArgumentException("timers out of range");
        }
    }
}
