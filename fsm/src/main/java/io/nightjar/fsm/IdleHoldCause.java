package io.nightjar.fsm;

/** Why a session rests in Idle before it starts again, which decides for how long. */
public enum IdleHoldCause {
    /** It does not rest: it was stopped, or never started. */
    NONE,
    /** A Cease or a lost connection: the connect delay. */
    CONNECT_DELAY,
    /** An error: the growing error wait, during which the peer's connections are refused. */
    ERROR_WAIT
}
