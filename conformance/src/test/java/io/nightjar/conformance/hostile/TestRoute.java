package io.nightjar.conformance.hostile;

import io.nightjar.bgp.testing.WireBytes;

/**
 * A destination.
 *
 * @param ipv6 its family
 * @param prefix in text form
 * @param wire in the form of RFC 4271 §4.3
 */
record TestRoute(boolean ipv6, String prefix, String wire) {

    private static final String NEXT_HOP_6 = "20010db8ffff00000000000000000001";

    /** The route of a number, up to 65535. */
    static TestRoute of(boolean ipv6, int number) {
        return ipv6
                ? new TestRoute(true, "2001:db8:%x::/48".formatted(number), "3020010db8%04x".formatted(number))
                : new TestRoute(
                        false, "10.%d.%d.0/24".formatted(number >> 8, number & 0xff), "180a%04x".formatted(number));
    }

    /** A host route that belongs to one session: its address, with 100 in front. */
    static TestRoute sentinel(byte[] address) {
        int second = address[1] & 0xff;
        int third = address[2] & 0xff;
        int fourth = address[3] & 0xff;
        return new TestRoute(
                false,
                "100.%d.%d.%d/32".formatted(second, third, fourth),
                "2064%02x%02x%02x".formatted(second, third, fourth));
    }

    /** What goes into an UPDATE's own fields. */
    String classic() {
        return ipv6 ? "" : wire;
    }

    /** MP_REACH_NLRI with this route. */
    String reach() {
        return WireBytes.attribute(0x80, 14, "00020110" + NEXT_HOP_6 + "00" + wire);
    }

    /** MP_UNREACH_NLRI with this route. */
    String unreach() {
        return WireBytes.attribute(0x80, 15, "000201" + wire);
    }
}
