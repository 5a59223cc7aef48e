package io.nightjar.bgp.testing;

/** Builds MRT records out of hexadecimal text, right or wrong as the test wants them. */
public final class MrtBytes {

    /** 2023-11-14T22:13:20Z. */
    public static final String TIME = "6553f100";

    /** Two peers: 192.0.2.1 in AS 64500, and 2001:db8::1 in AS 4200000000. */
    public static final byte[] PEER_INDEX_TABLE = record(
            13,
            1,
            "c0000201 0004 76696577 0002"
                    + "00 0a000001 c0000201 fbf4"
                    + "03 0a000002 20010db8000000000000000000000001 fa56ea00");

    private MrtBytes() {}

    /** A record with a correct length. */
    public static byte[] record(int type, int subtype, String bodyHex) {
        byte[] body = WireBytes.octets(bodyHex);
        return WireBytes.octets(
                TIME + String.format("%04x%04x%08x", type, subtype, body.length) + bodyHex.replace(" ", ""));
    }

    /** One entry of a RIB record. */
    public static String ribEntry(int peerIndex, String pathIdHex, String attributesHex) {
        return String.format("%04x", peerIndex) + TIME + pathIdHex + field(attributesHex);
    }

    /** The addresses of a BGP4MP record over IPv4: AS 64500 at 192.0.2.1, and we in AS 64512 at 192.0.2.254. */
    public static String session(boolean fourOctetAs) {
        return (fourOctetAs ? "0000fbf4 0000fc00" : "fbf4 fc00") + "0003 0001 c0000201 c00002fe";
    }

    private static String field(String hex) {
        return String.format("%04x", WireBytes.octets(hex).length) + hex;
    }
}
