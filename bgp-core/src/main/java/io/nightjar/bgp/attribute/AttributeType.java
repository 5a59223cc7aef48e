package io.nightjar.bgp.attribute;

/** Attribute type codes that we know, each with its RFC. */
public final class AttributeType {

    /** No attribute has it. */
    public static final int RESERVED = 0;

    /** RFC 4271 §5.1.1. */
    public static final int ORIGIN = 1;

    /** RFC 4271 §5.1.2. */
    public static final int AS_PATH = 2;

    /** RFC 4271 §5.1.3. */
    public static final int NEXT_HOP = 3;

    /** RFC 4271 §5.1.4. */
    public static final int MULTI_EXIT_DISC = 4;

    /** RFC 4271 §5.1.5. */
    public static final int LOCAL_PREF = 5;

    /** RFC 4271 §5.1.6. */
    public static final int ATOMIC_AGGREGATE = 6;

    /** RFC 4271 §5.1.7. */
    public static final int AGGREGATOR = 7;

    /** RFC 1997. */
    public static final int COMMUNITIES = 8;

    /** RFC 4456 §8. */
    public static final int ORIGINATOR_ID = 9;

    /** RFC 4456 §8. */
    public static final int CLUSTER_LIST = 10;

    /** RFC 4760 §3. */
    public static final int MP_REACH_NLRI = 14;

    /** RFC 4760 §4. */
    public static final int MP_UNREACH_NLRI = 15;

    /** RFC 4360. */
    public static final int EXTENDED_COMMUNITIES = 16;

    /** RFC 6793 §3. */
    public static final int AS4_PATH = 17;

    /** RFC 6793 §3. */
    public static final int AS4_AGGREGATOR = 18;

    /** RFC 8092. */
    public static final int LARGE_COMMUNITIES = 32;

    /** RFC 9234 §5. */
    public static final int ONLY_TO_CUSTOMER = 35;

    private AttributeType() {}
}
