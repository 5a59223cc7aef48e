package io.nightjar.daemon.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/** Builds captures of one connection between a client and a server that listens on port 179. */
public final class CaptureBytes {

    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int FIN = 1;
    public static final int ACK = 16;

    public static final String CLIENT = "0a000001";
    public static final String SERVER = "0a000002";
    public static final String CLIENT_6 = "20010db8000000000000000000000001";
    public static final String SERVER_6 = "20010db8000000000000000000000002";

    private static final int CLIENT_PORT = 40000;
    private static final String ETHERNET = "020000000002020000000001";

    private CaptureBytes() {}

    public static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A segment from the client to the server. */
    public static byte[] toServer(int flags, int sequence, int acknowledgment, byte[] data) {
        return tcp(CLIENT_PORT, 179, flags, sequence, acknowledgment, data);
    }

    /** A segment from the server to the client. */
    public static byte[] toClient(int flags, int sequence, int acknowledgment, byte[] data) {
        return tcp(179, CLIENT_PORT, flags, sequence, acknowledgment, data);
    }

    public static byte[] tcp(int source, int destination, int flags, int sequence, int acknowledgment, byte[] data) {
        return ByteBuffer.allocate(20 + data.length)
                .putShort((short) source)
                .putShort((short) destination)
                .putInt(sequence)
                .putInt(acknowledgment)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 8192)
                .putInt(0)
                .put(data)
                .array();
    }

    /** An IPv4 packet of the client, or the server's if {@code fromServer}. */
    public static byte[] ipv4(boolean fromServer, byte[] tcp) {
        return ipv4(fromServer, 0, tcp);
    }

    public static byte[] ipv4(boolean fromServer, int fragmentField, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + payload.length))
                .putShort((short) 1)
                .putShort((short) fragmentField)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0)
                .put(hex(fromServer ? SERVER : CLIENT))
                .put(hex(fromServer ? CLIENT : SERVER))
                .put(payload)
                .array();
    }

    /** An IPv6 packet whose first header after the fixed one is {@code next}. */
    public static byte[] ipv6(boolean fromServer, int next, byte[] payload) {
        return ByteBuffer.allocate(40 + payload.length)
                .putInt(0x60000000)
                .putShort((short) payload.length)
                .put((byte) next)
                .put((byte) 64)
                .put(hex(fromServer ? SERVER_6 : CLIENT_6))
                .put(hex(fromServer ? CLIENT_6 : SERVER_6))
                .put(payload)
                .array();
    }

    public static byte[] ethernet(String typeHex, byte[] payload) {
        return join(hex(ETHERNET + typeHex), payload);
    }

    /** The client's packets and the server's, as they lie in Ethernet frames. */
    public static byte[] client(int flags, int sequence, int acknowledgment, byte[] data) {
        return ethernet("0800", ipv4(false, toServer(flags, sequence, acknowledgment, data)));
    }

    public static byte[] server(int flags, int sequence, int acknowledgment, byte[] data) {
        return ethernet("0800", ipv4(true, toClient(flags, sequence, acknowledgment, data)));
    }

    /** A classic file, big-endian with microseconds; packets are a second apart. */
    public static byte[] pcap(int linkType, byte[]... packets) {
        return pcap(linkType, 0xa1b2c3d4, ByteOrder.BIG_ENDIAN, List.of(packets));
    }

    public static byte[] pcap(int linkType, int magic, ByteOrder order, List<byte[]> packets) {
        int length = packets.stream().mapToInt(packet -> 16 + packet.length).sum();
        ByteBuffer out = ByteBuffer.allocate(24 + length).order(order);
        out.putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262144)
                .putInt(linkType);
        int seconds = 1700000000;
        for (byte[] packet : packets) {
            out.putInt(seconds++)
                    .putInt(123456)
                    .putInt(packet.length)
                    .putInt(packet.length)
                    .put(packet);
        }
        return out.array();
    }

    /** A pcapng block with correct lengths. */
    public static byte[] block(ByteOrder order, int type, byte[] body) {
        int length = 12 + (body.length + 3 & ~3);
        ByteBuffer out = ByteBuffer.allocate(length).order(order);
        out.putInt(type).putInt(length).put(body).putInt(length - 4, length);
        return out.array();
    }

    public static byte[] section(ByteOrder order) {
        ByteBuffer body = ByteBuffer.allocate(16).order(order);
        body.putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1);
        return block(order, 0x0a0d0d0a, body.array());
    }

    /** An interface; {@code options} are complete with their end. */
    public static byte[] networkInterface(ByteOrder order, int linkType, int snapLength, byte[] options) {
        ByteBuffer body = ByteBuffer.allocate(8 + options.length).order(order);
        body.putShort((short) linkType).putShort((short) 0).putInt(snapLength).put(options);
        return block(order, 1, body.array());
    }

    /** An enhanced packet at {@code units} of its interface's resolution. */
    public static byte[] enhanced(ByteOrder order, int interfaceIndex, long units, byte[] packet) {
        ByteBuffer body = ByteBuffer.allocate(20 + packet.length).order(order);
        body.putInt(interfaceIndex)
                .putInt((int) (units >>> 32))
                .putInt((int) units)
                .putInt(packet.length)
                .putInt(packet.length)
                .put(packet);
        return block(order, 6, body.array());
    }
}
