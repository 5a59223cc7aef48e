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
    private static final int IFLA_MTU = 4;
    private static final int IFLA_MASTER = 10;
    private static final int IFF_UP = 1;
    private static final int IFF_BROADCAST = 2;
    private static final int IFF_LOOPBACK = 8;
    private static final int IFF_POINTOPOINT = 16;
    private static final int IFF_MULTICAST = 0x1000;
    private static final int IFF_LOWER_UP = 0x10000;

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
        NetlinkAttributes attributes = NetlinkAttributes.parse(body, HEADER_LENGTH);
        String name = attributes.text(IFLA_IFNAME);
        int flags = body.getInt(8);
        return name == null || index <= 0
                ? null
                : new KernelLink(index, name, (flags & IFF_UP) != 0, details(flags, attributes));
    }

    private static KernelLink.Details details(int flags, NetlinkAttributes attributes) {
        return new KernelLink.Details(
                (flags & IFF_LOWER_UP) != 0,
                kind(flags),
                (flags & IFF_MULTICAST) != 0,
                attributes.number(IFLA_MTU, 0),
                (int) attributes.number(IFLA_MASTER, 0));
    }

    private static KernelLink.Kind kind(int flags) {
        if ((flags & IFF_LOOPBACK) != 0) {
            return KernelLink.Kind.LOOPBACK;
        } else if ((flags & IFF_POINTOPOINT) != 0) {
            return KernelLink.Kind.POINT_TO_POINT;
        }
        return (flags & IFF_BROADCAST) != 0 ? KernelLink.Kind.BROADCAST : KernelLink.Kind.OTHER;
    }
}
