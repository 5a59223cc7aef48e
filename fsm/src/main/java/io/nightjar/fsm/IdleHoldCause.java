package io.nightjar.fsm;

/** Why a session rests in Idle before it starts again, which decides for how long. */
public enum IdleHoldCause {
    /** It does not rest: it was stopped, or never started. */
    NONE,
    /** A Cease or a lost connection: the connect delay. */
    CONNECT_DELAY,
    /** An error: the growing error wait, during which the peer's connections are refused. */
    ERROR_WAIT,
    /** Whoever ended the session said for how long; the peer's connections are refused. */
    ORDERED;

    /** Whether connections of the peer have to wait, too. */
    public boolean refusesConnections() {
        return this == ERROR_WAIT || this == ORDERED;
    }
}
