package io.nightjar.bgp.net;

/**
 * An IPv4 or IPv6 address as plain bits. Parsing never asks a resolver.
 *
 * <p>The order is that of the unsigned bits, IPv4 before IPv6.
 */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

    /**
     * Reads an address in text form.
     *
     * @throws IllegalArgumentException if the text is not an address literal; the message quotes it
     */
    static IpAddress parse(String text) {
        return text.indexOf(':') >= 0 ? Ipv6Address.parse(text) : Ipv4Address.parse(text);
    }

    /**
     * Reads an address in network byte order.
     *
     * @param octets 4 or 16 octets
     * @throws IllegalArgumentException for any other length
     */
    static IpAddress ofBytes(byte[] octets) {
        return switch (octets.length) {
            case 4 -> Ipv4Address.ofBytes(octets);
            case 16 -> Ipv6Address.ofBytes(octets);
            default -> throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
        };
    }

    /** The address family identifier of this address: IPv4 or IPv6. */
    Afi afi();

    /** 32 or 128. */
    int bitLength();

    /** The octets in network byte order, 4 or 16 of them; a fresh array. */
    byte[] toBytes();

    /** The bit at {@code index}, 0 being the most significant. */
    boolean bit(int index);

    /** This address with all bits from {@code prefixLength} on cleared. */
    IpAddress masked(int prefixLength);

    /** 0.0.0.0 or ::. */
    boolean isUnspecified();

    /** 127.0.0.0/8 or ::1. */
    boolean isLoopback();

    /** 224.0.0.0/4 or ff00::/8. */
    boolean isMulticast();

    /** 169.254.0.0/16 or fe80::/10. */
    boolean isLinkLocal();
}
