package io.nightjar.bgp.net;

/**
 * An IPv4 address.
 *
 * @param bits the 32 bits, most significant octet first
 */
public record Ipv4Address(int bits) implements IpAddress {

    /** How many bits there are. */
    public static final int BIT_LENGTH = 32;

    /** 0.0.0.0. */
    public static final Ipv4Address UNSPECIFIED = new Ipv4Address(0);

    /**
     * Reads dotted-quad notation: four decimal octets without leading zeros.
     *
     * @throws IllegalArgumentException if the text is anything else; the message quotes it
     */
    public static Ipv4Address parse(String text) {
        int bits = 0;
        int octets = 0;
        int position = 0;
        while (octets < 4) {
            int end = octets == 3 ? text.length() : text.indexOf('.', position);
            if (end < 0) {
                throw malformed(text);
            }
            bits = bits << 8 | octet(text, position, end);
            position = end + 1;
            octets++;
        }
        return new Ipv4Address(bits);
    }

    private static int octet(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            throw malformed(text);
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw malformed(text);
            }
            value = value * 10 + digit;
        }
        if (value > 255) {
            throw malformed(text);
        }
        return value;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("not an IPv4 address: '" + text + "'");
    }

    /** Reads exactly four octets in network byte order. */
    public static Ipv4Address ofBytes(byte[] octets) {
        if (octets.length != 4) {
            throw new IllegalArgumentException("an IPv4 address has 4 octets, not " + octets.length);
        }
        return new Ipv4Address(
                (octets[0] & 0xff) << 24 | (octets[1] & 0xff) << 16 | (octets[2] & 0xff) << 8 | (octets[3] & 0xff));
    }

    @Override
    public Afi afi() {
        return Afi.IPV4;
    }

    @Override
    public int bitLength() {
        return BIT_LENGTH;
    }

    @Override
    public byte[] toBytes() {
        return new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    }

    @Override
    public boolean bit(int index) {
        return (bits >>> (31 - index) & 1) != 0;
    }

    @Override
    public Ipv4Address masked(int prefixLength) {
        return new Ipv4Address(prefixLength == 0 ? 0 : bits & -1 << (32 - prefixLength));
    }

    @Override
    public boolean isUnspecified() {
        return bits == 0;
    }

    @Override
    public boolean isLoopback() {
        return bits >>> 24 == 127;
    }

    @Override
    public boolean isMulticast() {
        return bits >>> 28 == 0xe;
    }

    @Override
    public boolean isLinkLocal() {
        return bits >>> 16 == 0xa9fe;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ipv4Address that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }

    @Override
    public int compareTo(IpAddress other) {
        return other instanceof Ipv4Address v4 ? Integer.compareUnsigned(bits, v4.bits) : -1;
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}
