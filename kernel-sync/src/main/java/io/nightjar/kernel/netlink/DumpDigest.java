package io.nightjar.kernel.netlink;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * What a dump of routes comes to: two dumps with the same value have shown the same routes in the same order. Two sums of 32 bits
 * over all octets, except those which differ each time although nothing has changed: sequence numbers, also of the request that an
 * error quotes, and how long an IPv6 route is still good. A dump that was interrupted has another value, as its messages say so.
 */
final class DumpDigest {

    private static final int SEQUENCE = 8;

    /** In an error: behind its number stands the header of the request. */
    private static final int QUOTED_SEQUENCE = NetlinkMessage.HEADER_LENGTH + Integer.BYTES + SEQUENCE;

    private static final int FAMILY = NetlinkMessage.HEADER_LENGTH;
    private static final int ATTRIBUTES = NetlinkMessage.HEADER_LENGTH + 12;
    private static final int ATTRIBUTE_HEADER_LENGTH = 4;
    private static final int RTA_CACHEINFO = 12;
    private static final byte AF_INET6 = 10;

    private final Checksum first = new CRC32();
    private final Checksum second = new CRC32C();

    /**
     * Adds a datagram, in which it overwrites what does not count.
     *
     * @return whether the dump ends with it: it has the end, an error, or something that is no message
     */
    boolean add(ByteBuffer datagram) {
        boolean ended = false;
        int start = 0;
        while (datagram.limit() - start >= NetlinkMessage.HEADER_LENGTH) {
            int length = datagram.getInt(start);
            if (length < NetlinkMessage.HEADER_LENGTH || length > datagram.limit() - start) {
                ended = true;
                break;
            }
            int type = datagram.getShort(start + 4);
            ended |= type == NetlinkMessage.DONE || type == NetlinkMessage.ERROR;
            datagram.putInt(start + SEQUENCE, 0);
            if (type == NetlinkMessage.ERROR && length >= QUOTED_SEQUENCE + Integer.BYTES) {
                datagram.putInt(start + QUOTED_SEQUENCE, 0);
            }
            if (type == NetlinkMessage.NEW_ROUTE && length > ATTRIBUTES && datagram.get(start + FAMILY) == AF_INET6) {
                clearLifetime(datagram, start + ATTRIBUTES, start + length);
            }
            start += NetlinkWriter.aligned(length);
        }
        first.update(datagram.duplicate().rewind());
        second.update(datagram.duplicate().rewind());
        return ended;
    }

    private static void clearLifetime(ByteBuffer datagram, int from, int end) {
        int position = from;
        while (end - position >= ATTRIBUTE_HEADER_LENGTH) {
            int length = datagram.getShort(position) & 0xffff;
            if (length < ATTRIBUTE_HEADER_LENGTH || length > end - position) {
                return;
            }
            if (datagram.getShort(position + 2) == RTA_CACHEINFO) {
                for (int i = position + ATTRIBUTE_HEADER_LENGTH; i < position + length; i++) {
                    datagram.put(i, (byte) 0);
                }
            }
            position += NetlinkWriter.aligned(length);
        }
    }

    long value() {
        return first.getValue() << 32 | second.getValue();
    }
}
