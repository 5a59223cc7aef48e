package io.nightjar.bgp.testing;

import java.util.HexFormat;

/** Builds messages out of hexadecimal text, right or wrong as the test wants them. Spaces are for the reader. */
public final class WireBytes {

    private static final int HEADER_LENGTH = 19;

    private WireBytes() {}

    /** Octets; spaces between them do not count. */
    public static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** A message with a correct header. */
    public static byte[] message(int type, String bodyHex) {
        byte[] body = octets(bodyHex);
        int length = HEADER_LENGTH + body.length;
        return octets("ff".repeat(16)
                + String.format("%04x%02x", length, type)
                + HexFormat.of().formatHex(body));
    }

    /** An UPDATE with correct length fields. */
    public static byte[] update(String withdrawnHex, String attributesHex, String announcedHex) {
        return message(2, field(withdrawnHex) + field(attributesHex) + announcedHex);
    }

    private static String field(String hex) {
        return String.format("%04x", octets(hex).length) + hex;
    }

    /** An attribute with a correct length, extended only if it has to be. */
    public static String attribute(int flags, int typeCode, String valueHex) {
        int length = octets(valueHex).length;
        return length > 255
                ? String.format("%02x%02x%04x", flags | 0x10, typeCode, length) + valueHex
                : String.format("%02x%02x%02x", flags, typeCode, length) + valueHex;
    }
}
