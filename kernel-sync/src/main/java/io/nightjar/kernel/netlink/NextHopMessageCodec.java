package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.netlink.NextHopObjects.Member;
import io.nightjar.kernel.netlink.NextHopObjects.NextHopObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code RTM_…NEXTHOP}: {@code struct nhmsg} and attributes. */
final class NextHopMessageCodec {

    private static final int HEADER_LENGTH = 8;
    private static final int MEMBER_LENGTH = 8;
    private static final int NHA_ID = 1;
    private static final int NHA_GROUP = 2;
    private static final int NHA_OIF = 5;
    private static final int NHA_GATEWAY = 6;
    private static final int RTNH_F_ONLINK = 4;
    private static final int GREATEST_WEIGHT = 256;

    private NextHopMessageCodec() {}

    /** Asks for all of them. */
    static void writeDump(NetlinkWriter out, int sequence) {
        out.begin(NetlinkMessage.GET_NEXT_HOP, NetlinkMessage.F_REQUEST | NetlinkMessage.F_DUMP, sequence)
                .octets(0, 0, 0, 0)
                .int32(0)
                .end();
    }

    /** The object, or null if it has no number. */
    static @Nullable NextHopObject decode(ByteBuffer body) {
        if (body.limit() < HEADER_LENGTH) {
            return null;
        }
        NetlinkAttributes attributes = NetlinkAttributes.parse(body, HEADER_LENGTH);
        long id = attributes.number(NHA_ID, 0);
        boolean onlink = (body.getInt(4) & RTNH_F_ONLINK) != 0;
        return id == 0 ? null : new NextHopObject(id, hops(attributes, onlink), members(attributes));
    }

    private static List<KernelNextHop> hops(NetlinkAttributes attributes, boolean onlink) {
        IpAddress gateway = attributes.address(NHA_GATEWAY);
        int interfaceIndex = Math.max(0, (int) attributes.number(NHA_OIF, 0));
        boolean discards = gateway == null && interfaceIndex == 0;
        return discards ? List.of() : List.of(new KernelNextHop(gateway, interfaceIndex, 1, onlink));
    }

    private static List<Member> members(NetlinkAttributes attributes) {
        ByteBuffer group = attributes.octets(NHA_GROUP);
        List<Member> members = new ArrayList<>();
        for (int at = 0; group != null && at + MEMBER_LENGTH <= group.limit(); at += MEMBER_LENGTH) {
            int weight = (group.get(at + 5) & 0xff) << 8 | (group.get(at + 4) & 0xff);
            members.add(new Member(group.getInt(at) & 0xffff_ffffL, Math.min(GREATEST_WEIGHT, weight + 1)));
        }
        return members;
    }
}
