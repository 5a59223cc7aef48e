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
 * @param sendHoldSeconds how long nothing may get through to the peer (RFC 9687); 0 stands for what the RFC recommends
 */
public record PeerTimers(
        int holdSeconds,
        int keepaliveSeconds,
        int connectDelaySeconds,
        int connectRetrySeconds,
        int errorWaitMinSeconds,
        int errorWaitMaxSeconds,
        int sendHoldSeconds) {

    /** What Calico configures: hold 240, connect delay 2, connect retry 5, error wait 5 to 30. */
    public static final PeerTimers CALICO = new PeerTimers(240, 0, 2, 5, 5, 30);

    /** RFC 9687 §5: the least that is recommended. */
    private static final int SEND_HOLD_SECONDS = 480;

    /** Timers with the recommended send hold time. */
    public PeerTimers(
            int holdSeconds,
            int keepaliveSeconds,
            int connectDelaySeconds,
            int connectRetrySeconds,
            int errorWaitMinSeconds,
            int errorWaitMaxSeconds) {
        this(
                holdSeconds,
                keepaliveSeconds,
                connectDelaySeconds,
                connectRetrySeconds,
                errorWaitMinSeconds,
                errorWaitMaxSeconds,
                0);
    }

    public PeerTimers {
        if (holdSeconds < 0 || holdSeconds > 0xffff || holdSeconds == 1 || holdSeconds == 2) {
            throw new IllegalArgumentException("hold time must be 0 or 3 to 65535 s, not " + holdSeconds);
        }
        require(keepaliveSeconds >= 0 && sendHoldSeconds >= 0);
        require(connectDelaySeconds >= 1 && connectRetrySeconds >= 1);
        require(errorWaitMinSeconds >= 1 && errorWaitMaxSeconds >= errorWaitMinSeconds);
    }

    private static void require(boolean inRange) {
        if (!inRange) {
            throw new IllegalArgumentException("timers out of range");
        }
    }

    /** RFC 9687 §5: eight minutes or twice the negotiated hold time, whichever is longer, unless configured. */
    public int sendHoldSeconds(int negotiatedHoldSeconds) {
        return sendHoldSeconds > 0 ? sendHoldSeconds : Math.max(SEND_HOLD_SECONDS, 2 * negotiatedHoldSeconds);
    }
}
