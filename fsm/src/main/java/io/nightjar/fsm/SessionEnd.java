package io.nightjar.fsm;

/**
 * How an established session has ended.
 *
 * @param cause of what kind it was
 * @param reason for people
 * @param keepsRoutes whether the peer's routes are to be kept as stale ones (RFC 4724 §4.2, RFC 8538 §4); for which families is
 *     a question to what was negotiated
 * @param deconfigured whether the peer has told that we are not configured there any more: Cease/Peer De-configured (RFC 4486 §4)
 */
public record SessionEnd(Cause cause, String reason, boolean keepsRoutes, boolean deconfigured) {

    /** Kinds of ends. */
    public enum Cause {

        /** The TCP connection failed or was closed without a word (RFC 4271 §8.1.4, event 18). */
        CONNECTION_LOST,

        /** The peer was silent for the hold time (event 10). */
        HOLD_TIMER_EXPIRED,

        /** The peer has taken nothing for the send hold time (RFC 9687, event 29). */
        SEND_HOLD_TIMER_EXPIRED,

        /** We have told the peer of an error. */
        NOTIFICATION_SENT,

        /** The peer has told us of an error. */
        NOTIFICATION_RECEIVED,

        /** We have ended it on purpose: a Cease of ours. */
        CEASE_SENT,

        /** The peer has ended it on purpose: a Cease of its own. */
        CEASE_RECEIVED
    }

    /** Any other end than Cease/Peer De-configured. */
    public SessionEnd(Cause cause, String reason, boolean keepsRoutes) {
        this(cause, reason, keepsRoutes, false);
    }
}
