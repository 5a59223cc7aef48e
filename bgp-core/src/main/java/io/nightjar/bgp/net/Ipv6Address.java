package io.nightjar.bgp.net;

import java.nio.ByteBuffer;

/**
 * An IPv6 address. Its text form is the canonical one of RFC 5952, which is also what decides who dials in a mesh.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record Ipv6Address(long high, long low) implements IpAddress {

    /** How many bits there are. */
    public static final int BIT_LENGTH = 128;

    /** The unspecified address, all zeros. */
    public static final Ipv6Address UNSPECIFIED = new Ipv6Address(0, 0);

    /**
     * Reads an IPv6 literal (RFC 4291 §2.2), without a zone.
     *
     * @throws IllegalArgumentException if the text is anything else; the message quotes it
     */
    public static Ipv6Address parse(String text) {
        return Ipv6Text.parse(text);
    }

    /** Reads exactly sixteen octets in network byte order. */
    public static Ipv6Address ofBytes(byte[] octets) {
        if (octets.length != 16) {
            throw new IllegalArgumentException("an IPv6 address has 16 octets, not " + octets.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        return new Ipv6Address(buffer.getLong(), buffer.getLong());
    }

    @Override
    public Afi afi() {
        return Afi.IPV6;
    }

    @Override
    public int bitLength() {
        return BIT_LENGTH;
    }

    @Override
    public byte[] toBytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public boolean bit(int index) {
        return index < 64 ? (high >>> (63 - index) & 1) != 0 : (low >>> (127 - index) & 1) != 0;
    }

    @Override
    public Ipv6Address masked(int prefixLength) {
        return new Ipv6Address(high & mask(prefixLength), low & mask(prefixLength - 64));
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << (64 - bits);
    }

    /** The 16-bit group at {@code index}, 0 to 7. */
    int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }

    @Override
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    @Override
    public boolean isLoopback() {
        return high == 0 && low == 1;
    }

    @Override
    public boolean isMulticast() {
        return high >>> 56 == 0xff;
    }

    @Override
    public boolean isLinkLocal() {
        return high >>> 54 == 0x3fa;
    }

    /** Whether this is an IPv4 address in ::ffff:0:0/96. */
    public boolean isIpv4Mapped() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    @Override
    public int compareTo(IpAddress other) {
        if (!(other instanceof Ipv6Address v6)) {
            return 1;
        }
        int byHigh = Long.compareUnsigned(high, v6.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, v6.low);
    }

    @Override
    public String toString() {
        return Ipv6Text.format(this);
    }
}
