package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Finds the IP packet in what a network card has seen. */
final class LinkLayer {

    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int OLD_RAW = 12;
    private static final int OLD_RAW_OPENBSD = 14;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    private static final int IPV4_TYPE = 0x0800;
    private static final int IPV6_TYPE = 0x86dd;

    private LinkLayer() {}

    static boolean isKnown(int linkType) {
        return switch (linkType) {
            case NULL, ETHERNET, OLD_RAW, OLD_RAW_OPENBSD, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2 -> true;
            default -> false;
        };
    }

    /** The packet from its IP header on; nothing if there is none in it. */
    static Optional<ByteBuf> ip(int linkType, ByteBuf data) {
        ByteBuf in = data.duplicate();
        return switch (linkType) {
            case NULL, LOOP -> skip(in, 4);
            case ETHERNET -> afterType(in, 12, 0);
            case LINUX_SLL -> afterType(in, 14, 0);
            case LINUX_SLL2 -> afterType(in, 0, 18);
            case OLD_RAW, OLD_RAW_OPENBSD, RAW, IPV4, IPV6 -> skip(in, 0);
            default -> Optional.empty();
        };
    }

    private static Optional<ByteBuf> skip(ByteBuf in, int length) {
        return in.readableBytes() > length ? Optional.of(in.skipBytes(length)) : Optional.empty();
    }

    /** Behind an EtherType and VLAN tags (802.1Q, 802.1ad), and what the header has after it. */
    private static Optional<ByteBuf> afterType(ByteBuf in, int before, int after) {
        if (in.readableBytes() < before + 2 + after) {
            return Optional.empty();
        }
        int type = in.skipBytes(before).readUnsignedShort();
        in.skipBytes(after);
        while (isVlan(type) && in.readableBytes() >= 4) {
            type = in.skipBytes(2).readUnsignedShort();
        }
        return type == IPV4_TYPE || type == IPV6_TYPE ? Optional.of(in) : Optional.empty();
    }

    private static boolean isVlan(int type) {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100;
    }
}
