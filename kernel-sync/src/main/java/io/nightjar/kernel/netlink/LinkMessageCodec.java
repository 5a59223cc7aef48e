package io.nightjar.kernel.netlink;

import io.nightjar.kernel.KernelLink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code RTM_…LINK}: {@code struct ifinfomsg} and attributes. */
final class LinkMessageCodec {

    private static final int HEADER_LENGTH = 16;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_EXT_MASK = 29;
    private static final int RTEXT_FILTER_SKIP_STATS = 8;
    private static final int IFF_UP = 1;

    private LinkMessageCodec() {}

    /** Asks for all links, without their counters. */
    static void writeDump(NetlinkWriter out, int sequence) {
        out.begin(NetlinkMessage.GET_LINK, NetlinkMessage.F_REQUEST | NetlinkMessage.F_DUMP, sequence)
                .octet(0)
                .octet(0)
                .int16(0)
                .int32(0)
                .int32(0)
                .int32(0)
                .attribute(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS)
                .end();
    }

    /** The link, or null if the message is about something else: bridges speak in links as well. */
    static @Nullable KernelLink decode(ByteBuffer body) {
        if (body.limit() < HEADER_LENGTH || body.get(0) != 0) {
            return null;
        }
        int index = body.getInt(4);
        String name = NetlinkAttributes.parse(body, HEADER_LENGTH).text(IFLA_IFNAME);
        return name == null || index <= 0 ? null : new KernelLink(index, name, (body.getInt(8) & IFF_UP) != 0);
    }
}
