package io.nightjar.bgp.error;

/** Subcodes of Cease (RFC 4486 §4, RFC 8538 §3). */
public final class CeaseSubcode {

    public static final int UNSPECIFIC = 0;
    public static final int MAXIMUM_NUMBER_OF_PREFIXES_REACHED = 1;
    public static final int ADMINISTRATIVE_SHUTDOWN = 2;
    public static final int PEER_DE_CONFIGURED = 3;
    public static final int ADMINISTRATIVE_RESET = 4;
    public static final int CONNECTION_REJECTED = 5;
    public static final int OTHER_CONFIGURATION_CHANGE = 6;
    public static final int CONNECTION_COLLISION_RESOLUTION = 7;
    public static final int OUT_OF_RESOURCES = 8;

    /** RFC 8538 §3. */
    public static final int HARD_RESET = 9;

    private CeaseSubcode() {}
}
