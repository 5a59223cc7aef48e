package io.nightjar.fsm;

/** Who has requested a connection. */
public enum Initiator {
    LOCAL,
    REMOTE
}
