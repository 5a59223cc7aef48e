package io.nightjar.bgp.attribute;

/**
 * A community (RFC 1997), written {@code 64512:100}.
 *
 * @param bits the 32 bits
 */
public record Community(int bits) implements Comparable<Community> {

    /** RFC 1997: not outside the AS (or confederation). */
    public static final Community NO_EXPORT = new Community(0xffff_ff01);

    /** RFC 1997: to nobody. */
    public static final Community NO_ADVERTISE = new Community(0xffff_ff02);

    /** RFC 1997: not to external peers, members of the confederation included. */
    public static final Community NO_EXPORT_SUBCONFED = new Community(0xffff_ff03);

    /** RFC 8326: the path is about to go away. */
    public static final Community GRACEFUL_SHUTDOWN = new Community(0xffff_0000);

    /** RFC 9494: the path has been stale for long. */
    public static final Community LLGR_STALE = new Community(0xffff_0006);

    /** RFC 9494: not to be kept when it becomes stale for long. */
    public static final Community NO_LLGR = new Community(0xffff_0007);

    /** The community {@code high:low}, each 0 to 65535. */
    public static Community of(int high, int low) {
        if (high < 0 || high > 0xffff || low < 0 || low > 0xffff) {
            throw new IllegalArgumentException("community out of range: " + high + ":" + low);
        }
        return new Community(high << 16 | low);
    }

    /** As {@link CommunityList} has it, too. */
    @Override
    public int hashCode() {
        return bits;
    }

    @Override
    public int compareTo(Community other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 16) + ":" + (bits & 0xffff);
    }
}
