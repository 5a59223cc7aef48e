package io.nightjar.benchmarks.harness;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** BGP's messages (RFC 4271 §4) and IPv4 addresses as whoever plays peers needs them: without checks, and fast. */
public final class Wire {

    public static final int HEADER_LENGTH = 19;
    public static final int OPEN = 1;
    public static final int UPDATE = 2;
    public static final int NOTIFICATION = 3;
    public static final int KEEPALIVE = 4;

    /** RFC 4271 §4.1. */
    public static final int MOST_OCTETS = 4096;

    public static final int BGP_PORT = 179;

    static final int LENGTH_OFFSET = 16;
    static final int TYPE_OFFSET = 18;

    private static final int MARKER_LENGTH = 16;
    private static final int VERSION = 4;
    private static final int CAPABILITIES = 2;
    private static final int OPEN_LENGTH = 10;

    private Wire() {}

    /** A message of that length, header included, whose body is still to be put. */
    public static ByteBuffer begin(int length, int type) {
        ByteBuffer message = ByteBuffer.allocate(length);
        for (int index = 0; index < MARKER_LENGTH; index++) {
            message.put((byte) 0xff);
        }
        return message.putShort((short) length).put((byte) type);
    }

    public static ByteBuffer keepalive() {
        return begin(HEADER_LENGTH, KEEPALIVE).flip();
    }

    /**
     * An OPEN.
     *
     * @param as of two octets
     * @param identifier as bits
     * @param capabilities one behind the other, octet by octet (RFC 5492 §4)
     */
    public static ByteBuffer open(int as, int holdTimeSeconds, int identifier, List<Integer> capabilities) {
        int parameters = 2 + capabilities.size();
        ByteBuffer message = begin(HEADER_LENGTH + OPEN_LENGTH + parameters, OPEN);
        message.put((byte) VERSION)
                .putShort((short) as)
                .putShort((short) holdTimeSeconds)
                .putInt(identifier)
                .put((byte) parameters)
                .put((byte) CAPABILITIES)
                .put((byte) capabilities.size());
        capabilities.forEach(octet -> message.put(octet.byteValue()));
        return message.flip();
    }

    /** A number of so many octets, four at most. */
    public static int number(byte[] octets, int from, int length) {
        int number = 0;
        for (int at = from; at < from + length; at++) {
            number = (number << Byte.SIZE) | (octets[at] & 0xff);
        }
        return number;
    }

    /** Some octets for a complaint. */
    public static String hex(byte[] octets, int from, int length) {
        return HexFormat.of().formatHex(octets, from, from + length);
    }

    public static InetSocketAddress socket(int bits, int port) {
        byte[] octets = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An address in dotted decimals. */
    public static String text(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}
