package io.nightjar.conformance.hostile;

import io.nightjar.bgp.testing.WireBytes;
import java.util.List;

/** What a malicious peer may be to us. Each kind has a network, from which anybody may connect. */
enum PeerKind {
    EXTERNAL(31, 65001, "02 02 0000fde9 0000fde7", "02 02 0000fde9 0000fdeb"),
    INTERNAL(32, 64512, "02 01 0000fde7", "02 01 0000fdeb"),
    CLIENT(33, 64512, "02 01 0000fde7", "02 01 0000fdeb"),
    /** External, with AS numbers of two octets. */
    OLD(34, 65001, "02 02 fde9 fde7", "02 02 fde9 fdeb");

    /** Those that speak of AS numbers in four octets. */
    static final List<PeerKind> NEW_SPEAKERS = List.of(EXTERNAL, INTERNAL, CLIENT);

    /** The last AS on the path of the bad UPDATE, which tells it from the good one. */
    static final String BAD_AS = "0000fdeb";

    /** Its second octet. */
    private final int network;

    private final int asNumber;
    private final String goodPath;
    private final String badPath;

    PeerKind(int network, int asNumber, String goodPath, String badPath) {
        this.network = network;
        this.asNumber = asNumber;
        this.goodPath = goodPath;
        this.badPath = badPath;
    }

    /** The range of this kind in the speaker's file. */
    String neighbor() {
        return "{neighbor-range: 127.%d.0.0/16, as: %d, families: [ipv4, ipv6], import: all, export: all%s}"
                .formatted(network, asNumber, this == CLIENT ? ", route-reflector-client: true" : "");
    }

    /** One peer of this kind, which may come again soon after an error. */
    String neighborAt(String address) {
        return ("{address: '%s', as: %d, passive: true, families: [ipv4, ipv6], import: all, export: all%s,"
                        + " timers: {error-wait-min: 1, error-wait-max: 1}}")
                .formatted(address, asNumber, this == CLIENT ? ", route-reflector-client: true" : "");
    }

    String address(int number) {
        return "127." + network + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }

    /** The path of the good route, as a value in hexadecimal. */
    String goodPath() {
        return goodPath.replace(" ", "");
    }

    /** The path beside a malformed attribute. */
    String badPath() {
        return badPath.replace(" ", "");
    }

    boolean isInternal() {
        return this == INTERNAL || this == CLIENT;
    }

    /** An OPEN for both families, with four-octet AS numbers and no KEEPALIVEs asked for. */
    byte[] open(int number) {
        String identifier = String.format("7f%02x%04x", network, number);
        return this == OLD
                ? WireBytes.message(
                        RawSession.OPEN, "04 fde9 0000" + identifier + "0e 02 0c 01 04 0001 00 01 01 04 0002 00 01")
                : open(asNumber, identifier);
    }

    /** The same with the markers of refreshes (RFC 7313). */
    byte[] openWithMarkers(int number) {
        String as = String.format("%04x", asNumber);
        return WireBytes.message(
                RawSession.OPEN,
                "04" + as + "0000" + String.format("7f%02x%04x", network, number) + "18 02 16" + "01 04 0001 00 01"
                        + "01 04 0002 00 01" + "02 00" + "46 00" + "41 04 0000" + as);
    }

    static byte[] open(int asNumber, String identifier) {
        return open(asNumber, identifier, 0);
    }

    /** An OPEN with a hold time in seconds. */
    static byte[] open(int asNumber, String identifier, int holdTime) {
        String as = String.format("%04x", asNumber);
        return WireBytes.message(
                RawSession.OPEN,
                "04" + as + String.format("%04x", holdTime) + identifier + "16 02 14" + "01 04 0001 00 01"
                        + "01 04 0002 00 01" + "02 00" + "41 04 0000" + as);
    }
}
