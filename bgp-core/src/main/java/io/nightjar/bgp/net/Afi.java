package io.nightjar.bgp.net;

/**
 * An address family identifier. The registry grows, so any 16-bit value is one.
 *
 * @param value 0 to 65535
 */
public record Afi(int value) {

    /** RFC 4760: IPv4. */
    public static final Afi IPV4 = new Afi(1);

    /** RFC 4760: IPv6. */
    public static final Afi IPV6 = new Afi(2);

    public Afi {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("AFI out of range: " + value);
        }
    }

    /** Written out like {@link #hashCode}: asked for each route, several times. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Afi that && value == that.value);
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public String toString() {
        return switch (value) {
            case 1 -> "ipv4";
            case 2 -> "ipv6";
            default -> "afi-" + value;
        };
    }
}
