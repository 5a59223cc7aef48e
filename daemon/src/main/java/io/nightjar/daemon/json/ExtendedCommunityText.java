package io.nightjar.daemon.json;

import io.nightjar.bgp.net.Ipv4Address;
import java.util.Locale;

/** Extended communities (RFC 4360 §3, RFC 5668 §2) as text. */
final class ExtendedCommunityText {

    private static final int TWO_OCTET_AS = 0;
    private static final int IPV4_ADDRESS = 1;
    private static final int FOUR_OCTET_AS = 2;
    private static final int ROUTE_TARGET = 2;
    private static final int ROUTE_ORIGIN = 3;

    private ExtendedCommunityText() {}

    /** {@code rt:64512:100}, {@code soo:10.0.0.1:5}; sixteen digits of hexadecimal for all other kinds. */
    static String of(long bits) {
        int subtype = (int) (bits >>> 48) & 0xff;
        if (subtype != ROUTE_TARGET && subtype != ROUTE_ORIGIN) {
            return hex(bits);
        }
        String kind = subtype == ROUTE_TARGET ? "rt:" : "soo:";
        long administrator = bits >>> 16 & 0xffff_ffffL;
        long number = bits & 0xffff;
        return switch ((int) (bits >>> 56)) {
            case TWO_OCTET_AS -> kind + (bits >>> 32 & 0xffff) + ":" + (bits & 0xffff_ffffL);
            case IPV4_ADDRESS -> kind + new Ipv4Address((int) administrator) + ":" + number;
            case FOUR_OCTET_AS -> kind + administrator + ":" + number;
            default -> hex(bits);
        };
    }

    private static String hex(long bits) {
        return String.format(Locale.ROOT, "0x%016x", bits);
    }
}
