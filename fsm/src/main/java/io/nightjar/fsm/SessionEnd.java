package io.nightjar.fsm;

/**
 * How an established session has ended.
 *
 * @param reason for people
 * @param keepsRoutes whether the peer's routes are to be kept as stale ones (RFC 4724 §4.2, RFC 8538 §4); for which families is
 *     a question to what was negotiated
 * @param deconfigured whether the peer has told that we are not configured there any more: Cease/Peer De-configured (RFC 4486 §4)
 */
public record SessionEnd(String reason, boolean keepsRoutes, boolean deconfigured) {

    /** Any other end than Cease/Peer De-configured. */
    public SessionEnd(String reason, boolean keepsRoutes) {
        this(reason, keepsRoutes, false);
    }
}
