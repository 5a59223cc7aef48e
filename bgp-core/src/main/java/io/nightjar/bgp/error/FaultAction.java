package io.nightjar.bgp.error;

/** What to do about a malformed UPDATE (RFC 7606 §2), from the weakest to the strongest; the strongest wins (§3 h). */
public enum FaultAction {
    /** The attribute is dropped, the routes are used. */
    ATTRIBUTE_DISCARD,
    /** All routes of the UPDATE are handled as if they had been withdrawn. */
    TREAT_AS_WITHDRAW,
    /** The family is no longer exchanged on this session. */
    AFI_SAFI_DISABLE,
    /** The session ends with a NOTIFICATION. */
    SESSION_RESET
}
