package io.nightjar.bgp.net;

/**
 * A BGP identifier (RFC 6286): four octets, written as a dotted quad, compared as an unsigned number.
 *
 * @param bits the 32 bits
 */
public record BgpIdentifier(int bits) implements Comparable<BgpIdentifier> {

    /**
     * Reads dotted-quad notation.
     *
     * @throws IllegalArgumentException if the text is anything else; the message quotes it
     */
    public static BgpIdentifier parse(String text) {
        return new BgpIdentifier(Ipv4Address.parse(text).bits());
    }

    @Override
    public int compareTo(BgpIdentifier other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return new Ipv4Address(bits).toString();
    }
}
