package io.nightjar.kernel.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One message: the header's fields, and the rest.
 *
 * @param type what it is: {@code RTM_…} or {@code NLMSG_…}
 * @param flags {@code NLM_F_…}
 * @param sequence that of the request which it answers or echoes
 * @param portId that of the socket whose request it answers or echoes; 0 if the kernel speaks on its own
 * @param body in native byte order, from position 0
 */
record NetlinkMessage(int type, int flags, int sequence, int portId, ByteBuffer body) {

    static final int HEADER_LENGTH = 16;

    static final int ERROR = 2;
    static final int DONE = 3;
    static final int OVERRUN = 4;
    static final int NEW_LINK = 16;
    static final int DEL_LINK = 17;
    static final int GET_LINK = 18;
    static final int NEW_ADDRESS = 20;
    static final int DEL_ADDRESS = 21;
    static final int GET_ADDRESS = 22;
    static final int NEW_ROUTE = 24;
    static final int DEL_ROUTE = 25;
    static final int GET_ROUTE = 26;
    static final int NEW_NEXT_HOP = 104;
    static final int DEL_NEXT_HOP = 105;
    static final int GET_NEXT_HOP = 106;

    static final int F_REQUEST = 0x1;
    static final int F_ACK = 0x4;
    static final int F_DUMP_INTERRUPTED = 0x10;
    static final int F_DUMP = 0x300;
    static final int F_REPLACE = 0x100;
    static final int F_EXCL = 0x200;
    static final int F_CREATE = 0x400;
    static final int F_APPEND = 0x800;

    /**
     * All messages of a datagram. In the place of what does not look like a message, and of everything after it, stands one of type
     * {@link #OVERRUN}: something was lost.
     */
    static List<NetlinkMessage> parse(ByteBuffer datagram) {
        List<NetlinkMessage> messages = new ArrayList<>();
        ByteBuffer rest = datagram.slice().order(ByteOrder.nativeOrder());
        while (rest.remaining() >= HEADER_LENGTH) {
            int start = rest.position();
            int length = rest.getInt(start);
            if (length < HEADER_LENGTH || length > rest.remaining()) {
                break;
            }
            ByteBuffer body =
                    rest.slice(start + HEADER_LENGTH, length - HEADER_LENGTH).order(ByteOrder.nativeOrder());
            messages.add(new NetlinkMessage(
                    rest.getShort(start + 4) & 0xffff,
                    rest.getShort(start + 6) & 0xffff,
                    rest.getInt(start + 8),
                    rest.getInt(start + 12),
                    body));
            rest.position(Math.min(rest.limit(), start + NetlinkWriter.aligned(length)));
        }
        if (rest.hasRemaining()) {
            messages.add(new NetlinkMessage(OVERRUN, 0, 0, 0, rest.slice().order(ByteOrder.nativeOrder())));
        }
        return messages;
    }

    /** The error number of an ERROR or DONE message, positive; 0 is success. */
    int errorNumber() {
        return body.remaining() < 4 ? 0 : -body.getInt(0);
    }
}
