package io.nightjar.bgp.error;

/** Subcodes of the OPEN Message Error (RFC 4271 §6.2, RFC 5492 §5, RFC 9234 §4.2). */
public final class OpenSubcode {

    public static final int UNSPECIFIC = 0;
    public static final int UNSUPPORTED_VERSION_NUMBER = 1;
    public static final int BAD_PEER_AS = 2;
    public static final int BAD_BGP_IDENTIFIER = 3;
    public static final int UNSUPPORTED_OPTIONAL_PARAMETER = 4;
    public static final int UNACCEPTABLE_HOLD_TIME = 6;

    /** RFC 5492 §5. */
    public static final int UNSUPPORTED_CAPABILITY = 7;

    /** RFC 9234 §4.2. */
    public static final int ROLE_MISMATCH = 11;

    private OpenSubcode() {}
}
