package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code RTM_…ADDR}: {@code struct ifaddrmsg} and attributes. */
final class AddressMessageCodec {

    private static final int HEADER_LENGTH = 8;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_FLAGS = 8;
    private static final int IFA_F_DADFAILED = 0x08;
    private static final int IFA_F_TENTATIVE = 0x40;

    private AddressMessageCodec() {}

    /**
     * Asks for the addresses of one link.
     *
     * @param interfaceIndex 0 for all links; kernels that do not check strictly answer with all in any case
     */
    static void writeDump(NetlinkWriter out, int sequence, Afi afi, int interfaceIndex) {
        out.begin(NetlinkMessage.GET_ADDRESS, NetlinkMessage.F_REQUEST | NetlinkMessage.F_DUMP, sequence)
                .octets(RouteMessageCodec.family(afi), 0, 0, 0)
                .int32(interfaceIndex)
                .end();
    }

    /** The address, or null if there is none that can be used: IPv6 first looks for duplicates. */
    static @Nullable KernelAddress decode(ByteBuffer body) {
        if (body.limit() < HEADER_LENGTH) {
            return null;
        }
        NetlinkAttributes attributes = NetlinkAttributes.parse(body, HEADER_LENGTH);
        long flags = attributes.number(IFA_FLAGS, body.get(2) & 0xff);
        IpAddress remote = attributes.address(IFA_ADDRESS);
        IpAddress local = attributes.has(IFA_LOCAL) ? attributes.address(IFA_LOCAL) : remote;
        if (remote == null) {
            remote = local;
        }
        int length = body.get(1) & 0xff;
        boolean usable = (flags & (IFA_F_TENTATIVE | IFA_F_DADFAILED)) == 0;
        if (!usable || local == null || remote == null || length > remote.bitLength() || body.getInt(4) <= 0) {
            return null;
        }
        return new KernelAddress(body.getInt(4), local, new Prefix(remote, length));
    }
}
