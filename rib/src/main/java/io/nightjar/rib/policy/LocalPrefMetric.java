package io.nightjar.rib.policy;

/**
 * How Calico carries a route's metric in LOCAL_PREF: the lower the one, the higher the other, and both together are always
 * the same. BIRD calculates in 32 bits without a sign, and so do we.
 */
public final class LocalPrefMetric {

    /** The sum of both. */
    public static final long SUM = 2147483647L;

    private static final long UNSIGNED_32 = 0xffff_ffffL;

    private LocalPrefMetric() {}

    /** The LOCAL_PREF for a metric, or the metric for a LOCAL_PREF. */
    public static long mirror(long value) {
        return (SUM - value) & UNSIGNED_32;
    }
}
