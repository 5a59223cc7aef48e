package io.nightjar.bgp.error;

/** Subcodes of the Message Header Error (RFC 4271 §6.1). */
public final class HeaderSubcode {

    public static final int CONNECTION_NOT_SYNCHRONIZED = 1;
    public static final int BAD_MESSAGE_LENGTH = 2;
    public static final int BAD_MESSAGE_TYPE = 3;

    private HeaderSubcode() {}
}
