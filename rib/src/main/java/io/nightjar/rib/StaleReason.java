package io.nightjar.rib;

/** Why routes that may have become wrong are kept for a while. */
public enum StaleReason {
    /** RFC 4724 §4.2: the peer restarts, and is expected back. */
    RESTARTING,
    /** RFC 9494 §4.2: the peer has not come back in time; its routes are the last resort. */
    LONG_LIVED,
    /** RFC 4724 §4.2: the peer is back, and has not said yet that it has announced everything. */
    RESYNCING,
    /** RFC 7313 §4: the peer announces everything again. */
    REFRESHING
}
