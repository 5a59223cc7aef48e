package io.nightjar.bgp.error;

/** Subcodes of the Finite State Machine Error: in which state a message was not expected (RFC 6608 §3). */
public final class FsmSubcode {

    public static final int UNSPECIFIED = 0;
    public static final int UNEXPECTED_MESSAGE_IN_OPEN_SENT = 1;
    public static final int UNEXPECTED_MESSAGE_IN_OPEN_CONFIRM = 2;
    public static final int UNEXPECTED_MESSAGE_IN_ESTABLISHED = 3;

    private FsmSubcode() {}
}
