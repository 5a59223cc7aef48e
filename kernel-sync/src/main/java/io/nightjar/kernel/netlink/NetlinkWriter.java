package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes messages one behind the other into a buffer, with lengths and padding. */
final class NetlinkWriter {

    private static final int FLAGS_OFFSET = 6;

    private final ByteBuffer out;
    private int messageStart;

    /** Writes from the buffer's position on. */
    NetlinkWriter(ByteBuffer out) {
        this.out = out.order(ByteOrder.nativeOrder());
    }

    static int aligned(int length) {
        return length + 3 & ~3;
    }

    NetlinkWriter begin(int type, int flags, int sequence) {
        messageStart = out.position();
        out.putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0);
        return this;
    }

    NetlinkWriter end() {
        out.putInt(messageStart, out.position() - messageStart);
        return this;
    }

    /** Sets further flags of the message that was written last. */
    void flagLast(int flags) {
        int place = messageStart + FLAGS_OFFSET;
        out.putShort(place, (short) (out.getShort(place) | flags));
    }

    NetlinkWriter octet(int value) {
        out.put((byte) value);
        return this;
    }

    /** Four of them, with one access to the buffer. */
    NetlinkWriter octets(int first, int second, int third, int fourth) {
        return networkOrder((first & 0xff) << 24 | (second & 0xff) << 16 | (third & 0xff) << 8 | (fourth & 0xff));
    }

    private NetlinkWriter networkOrder(int value) {
        out.putInt(out.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value));
        return this;
    }

    NetlinkWriter int16(int value) {
        out.putShort((short) value);
        return this;
    }

    NetlinkWriter int32(int value) {
        out.putInt(value);
        return this;
    }

    NetlinkWriter attribute(int type, int value) {
        return int16(8).int16(type).int32(value);
    }

    NetlinkWriter attribute(int type, IpAddress value) {
        int16(4 + value.bitLength() / 8).int16(type);
        if (value instanceof Ipv4Address ipv4) {
            return networkOrder(ipv4.bits());
        }
        out.put(value.toBytes());
        return this;
    }

    /** The network address of a prefix. */
    NetlinkWriter attribute(int type, Prefix value) {
        int octets = value.bitLength() / 8;
        int16(4 + octets).int16(type);
        for (int i = 0; i < octets; i += 4) {
            octets(value.octet(i), value.octet(i + 1), value.octet(i + 2), value.octet(i + 3));
        }
        return this;
    }

    /** Begins an attribute or another run of octets that begins with its own length. */
    int beginNested() {
        int start = out.position();
        out.putShort((short) 0);
        return start;
    }

    /** Ends it; what follows is aligned, which its own length does not count. */
    NetlinkWriter endNested(int start) {
        out.putShort(start, (short) (out.position() - start));
        int end = aligned(out.position());
        while (out.position() < end) {
            out.put((byte) 0);
        }
        return this;
    }
}
