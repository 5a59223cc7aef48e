package io.nightjar.bgp.net;

import org.jspecify.annotations.Nullable;

/**
 * An address prefix. Host bits are cleared at birth, so equal prefixes are equal values. There are very many of them, so it is one
 * object, without one for the address.
 *
 * <p>The order is by address, then by length, so a covering prefix comes before what it covers.
 */
public final class Prefix implements Comparable<Prefix> {

    /** 0.0.0.0/0. */
    public static final Prefix IPV4_DEFAULT = new Prefix(Ipv4Address.UNSPECIFIED, 0);

    /** ::/0. */
    public static final Prefix IPV6_DEFAULT = new Prefix(Ipv6Address.UNSPECIFIED, 0);

    /** The first 64 bits of the address; an IPv4 address is the upper half of them. */
    private final long high;

    /** The last 64 bits; zero for IPv4. */
    private final long low;

    private final boolean ipv4;

    /** In two octets, so that there is room for all in 32. */
    private final short length;

    /**
     * The prefix with the first bits of an address.
     *
     * @param length 0 to 32 or 128
     * @throws IllegalArgumentException for any other length
     */
    public Prefix(IpAddress address, int length) {
        this(address instanceof Ipv4Address, high(address), low(address), length);
    }

    private Prefix(boolean ipv4, long high, long low, int length) {
        if (length < 0 || length > (ipv4 ? Ipv4Address.BIT_LENGTH : Ipv6Address.BIT_LENGTH)) {
            throw new IllegalArgumentException("prefix length " + length + " does not fit " + address(ipv4, high, low));
        }
        this.ipv4 = ipv4;
        this.high = high & mask(length);
        this.low = low & mask(length - Long.SIZE);
        this.length = (short) length;
    }

    /**
     * An IPv4 prefix.
     *
     * @param bits of the address, whose host bits do not matter
     */
    public static Prefix ofIpv4(int bits, int length) {
        return new Prefix(true, (long) bits << Integer.SIZE, 0, length);
    }

    /**
     * An IPv6 prefix.
     *
     * @param high the first 64 bits of the address, whose host bits do not matter
     * @param low the last 64 bits
     */
    public static Prefix ofIpv6(long high, long low, int length) {
        return new Prefix(false, high, low, length);
    }

    private static long high(IpAddress address) {
        if (address instanceof Ipv4Address v4) {
            return (long) v4.bits() << Integer.SIZE;
        }
        return ((Ipv6Address) address).high();
    }

    private static long low(IpAddress address) {
        return address instanceof Ipv6Address v6 ? v6.low() : 0;
    }

    private static IpAddress address(boolean ipv4, long high, long low) {
        return ipv4 ? new Ipv4Address((int) (high >>> Integer.SIZE)) : new Ipv6Address(high, low);
    }

    /** As many ones, then zeros. */
    private static long mask(int ones) {
        if (ones <= 0) {
            return 0;
        }
        return ones >= Long.SIZE ? -1L : -1L << (Long.SIZE - ones);
    }

    /** The network address. */
    public IpAddress address() {
        return address(ipv4, high, low);
    }

    /** 0 to 32 or 128. */
    public int length() {
        return length;
    }

    /** An octet of the network address, 0 to 255; the first one has the index 0. */
    public int octet(int index) {
        long half = index < Long.BYTES ? high : low;
        return (int) (half >>> (56 - 8 * (index & 7))) & 0xff;
    }

    /** 32 or 128. */
    public int bitLength() {
        return ipv4 ? Ipv4Address.BIT_LENGTH : Ipv6Address.BIT_LENGTH;
    }

    /**
     * Reads {@code address/length}, or a bare address as a host prefix.
     *
     * @throws IllegalArgumentException if the text is anything else; the message quotes it
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return host(IpAddress.parse(text));
        }
        String length = text.substring(slash + 1);
        boolean digits = length.chars().allMatch(c -> c >= '0' && c <= '9');
        if (length.isEmpty() || length.length() > 3 || !digits) {
            throw new IllegalArgumentException("not a prefix: '" + text + "'");
        }
        return new Prefix(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(length));
    }

    /** The prefix that holds only {@code address}. */
    public static Prefix host(IpAddress address) {
        return new Prefix(address, address.bitLength());
    }

    public Afi afi() {
        return ipv4 ? Afi.IPV4 : Afi.IPV6;
    }

    /** Whether this is a /32 or /128. */
    public boolean isHost() {
        return length == bitLength();
    }

    /** Whether the network address is in 224.0.0.0/4 or ff00::/8. */
    public boolean isMulticast() {
        return ipv4 ? high >>> 60 == 0xe : high >>> 56 == 0xff;
    }

    /** Whether {@code candidate} lies inside this prefix. */
    public boolean contains(IpAddress candidate) {
        return candidate instanceof Ipv4Address == ipv4 && contains(high(candidate), low(candidate));
    }

    private boolean contains(long otherHigh, long otherLow) {
        return (otherHigh & mask(length)) == high && (otherLow & mask(length - Long.SIZE)) == low;
    }

    /** Whether {@code candidate} lies inside this prefix or equals it. */
    public boolean contains(Prefix candidate) {
        return candidate.length >= length && candidate.ipv4 == ipv4 && contains(candidate.high, candidate.low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Prefix that
                        && high == that.high
                        && low == that.low
                        && length == that.length
                        && ipv4 == that.ipv4);
    }

    @Override
    public int hashCode() {
        return hash(0);
    }

    /**
     * Mixed thoroughly: blocks of one size differ only in the middle bits of their addresses, and a hash table that is
     * indexed with the low bits of a simple hash would pile them up in few places. And differently with each seed: who does not know
     * it, cannot choose prefixes that want one place.
     */
    int hash(long seed) {
        return SeededHash.end(SeededHash.next(SeededHash.next(seed + length, high), low));
    }

    @Override
    public int compareTo(Prefix other) {
        if (ipv4 != other.ipv4) {
            return ipv4 ? -1 : 1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        int byAddress = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address() + "/" + length;
    }
}
