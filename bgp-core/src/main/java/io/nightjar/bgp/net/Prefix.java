package io.nightjar.bgp.net;

/**
 * An address prefix. Host bits are cleared at birth, so equal prefixes are equal values.
 *
 * <p>The order is by address, then by length, so a covering prefix comes before what it covers.
 *
 * @param address the network address
 * @param length 0 to 32 or 128
 */
public record Prefix(IpAddress address, int length) implements Comparable<Prefix> {

    /** 0.0.0.0/0. */
    public static final Prefix IPV4_DEFAULT = new Prefix(Ipv4Address.UNSPECIFIED, 0);

    /** ::/0. */
    public static final Prefix IPV6_DEFAULT = new Prefix(Ipv6Address.UNSPECIFIED, 0);

    public Prefix {
        if (length < 0 || length > address.bitLength()) {
            throw new IllegalArgumentException("prefix length " + length + " does not fit " + address);
        }
        address = address.masked(length);
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
        return address.afi();
    }

    /** Whether this is a /32 or /128. */
    public boolean isHost() {
        return length == address.bitLength();
    }

    /** Whether {@code candidate} lies inside this prefix. */
    public boolean contains(IpAddress candidate) {
        return candidate.afi().equals(afi()) && candidate.masked(length).equals(address);
    }

    /** Whether {@code candidate} lies inside this prefix or equals it. */
    public boolean contains(Prefix candidate) {
        return candidate.length >= length && contains(candidate.address);
    }

    /** Written out like {@link #hashCode}: tables ask very often. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Prefix that && length == that.length && address.equals(that.address));
    }

    /**
     * Mixed thoroughly: blocks of one size differ only in the middle bits of their addresses, and a hash table that is
     * indexed with the low bits of the record's own hash would pile them up in few buckets.
     */
    @Override
    public int hashCode() {
        int hash = 31 * address.hashCode() + length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    @Override
    public int compareTo(Prefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
