package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one message or next hop, by type. Of several of one type the last counts, as in the kernel. Types from {@value
 * #TYPES} on are of no interest here.
 */
final class NetlinkAttributes {

    private static final int HEADER_LENGTH = 4;

    /** Without the flags "nested" and "network byte order". */
    private static final int TYPE_MASK = 0x3fff;

    private static final int TYPES = 32;

    private final ByteBuffer buffer;

    /** Where each value begins; 0 if there is none. */
    private final int[] offsets = new int[TYPES];

    private final char[] lengths = new char[TYPES];

    private NetlinkAttributes(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** Reads attributes from {@code offset} to the limit; from the first one with an impossible length on, none. */
    static NetlinkAttributes parse(ByteBuffer buffer, int offset) {
        NetlinkAttributes attributes = new NetlinkAttributes(buffer);
        int position = offset;
        while (position + HEADER_LENGTH <= buffer.limit()) {
            int length = buffer.getShort(position) & 0xffff;
            if (length < HEADER_LENGTH || length > buffer.limit() - position) {
                break;
            }
            int type = buffer.getShort(position + 2) & TYPE_MASK;
            if (type < TYPES) {
                attributes.offsets[type] = position + HEADER_LENGTH;
                attributes.lengths[type] = (char) (length - HEADER_LENGTH);
            }
            position += NetlinkWriter.aligned(length);
        }
        return attributes;
    }

    boolean has(int type) {
        return offsets[type] != 0;
    }

    @Nullable
    ByteBuffer octets(int type) {
        return has(type) ? buffer.slice(offsets[type], lengths[type]).order(ByteOrder.nativeOrder()) : null;
    }

    /** A number of 32 bits, unsigned; {@code absent} if there is none. */
    long number(int type, long absent) {
        return lengths[type] < 4 ? absent : buffer.getInt(offsets[type]) & 0xffff_ffffL;
    }

    /** An address of either family, or null. */
    @Nullable
    IpAddress address(int type) {
        return address(type, 0);
    }

    /** The address behind so many octets of the value, or null if there are not as many as an address has. */
    @Nullable
    IpAddress address(int type, int skipped) {
        int length = lengths[type] - skipped;
        if (length != 4 && length != 16) {
            return null;
        }
        byte[] octets = new byte[length];
        buffer.get(offsets[type] + skipped, octets);
        return IpAddress.ofBytes(octets);
    }

    /** Text up to its terminating zero, or null. */
    @Nullable
    String text(int type) {
        if (!has(type)) {
            return null;
        }
        byte[] octets = new byte[lengths[type]];
        buffer.get(offsets[type], octets);
        int length = 0;
        while (length < octets.length && octets[length] != 0) {
            length++;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
