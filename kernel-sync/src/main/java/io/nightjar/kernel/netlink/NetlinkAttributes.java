package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of one message or next hop, by type. Of several of one type the last counts, as in the kernel. */
final class NetlinkAttributes {

    private static final int HEADER_LENGTH = 4;

    /** Without the flags "nested" and "network byte order". */
    private static final int TYPE_MASK = 0x3fff;

    private final Map<Integer, ByteBuffer> byType;

    private NetlinkAttributes(Map<Integer, ByteBuffer> byType) {
        this.byType = byType;
    }

    /** Reads attributes from {@code offset} to the limit; from the first one with an impossible length on, none. */
    static NetlinkAttributes parse(ByteBuffer buffer, int offset) {
        Map<Integer, ByteBuffer> byType = new HashMap<>();
        int position = offset;
        while (position + HEADER_LENGTH <= buffer.limit()) {
            int length = buffer.getShort(position) & 0xffff;
            if (length < HEADER_LENGTH || length > buffer.limit() - position) {
                break;
            }
            int type = buffer.getShort(position + 2) & TYPE_MASK;
            byType.put(
                    type,
                    buffer.slice(position + HEADER_LENGTH, length - HEADER_LENGTH)
                            .order(ByteOrder.nativeOrder()));
            position += NetlinkWriter.aligned(length);
        }
        return new NetlinkAttributes(byType);
    }

    boolean has(int type) {
        return byType.containsKey(type);
    }

    @Nullable
    ByteBuffer octets(int type) {
        return byType.get(type);
    }

    /** A number of 32 bits, unsigned; {@code absent} if there is none. */
    long number(int type, long absent) {
        ByteBuffer value = byType.get(type);
        return value == null || value.limit() < 4 ? absent : value.getInt(0) & 0xffff_ffffL;
    }

    /** An address of either family, or null. */
    @Nullable
    IpAddress address(int type) {
        ByteBuffer value = byType.get(type);
        return value == null ? null : address(value, 0);
    }

    /** The address from {@code offset} to the end, or null if that has no address's length. */
    static @Nullable IpAddress address(ByteBuffer value, int offset) {
        int length = value.limit() - offset;
        if (length != 4 && length != 16) {
            return null;
        }
        byte[] octets = new byte[length];
        value.get(offset, octets);
        return IpAddress.ofBytes(octets);
    }

    /** Text up to its terminating zero, or null. */
    @Nullable
    String text(int type) {
        ByteBuffer value = byType.get(type);
        if (value == null) {
            return null;
        }
        byte[] octets = new byte[value.limit()];
        value.get(0, octets);
        int length = 0;
        while (length < octets.length && octets[length] != 0) {
            length++;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
