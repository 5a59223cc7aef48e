package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.net.IpAddress;
import java.util.Optional;

/**
 * An IP packet (RFC 791 §3.1, RFC 8200 §3).
 *
 * @param protocol of the payload
 * @param fragmentOffset in octets; 0 for a whole packet or a first fragment
 * @param fragment whether it is a piece of a packet
 * @param payload as much of it as was captured
 * @param payloadLength how long it was on the wire
 */
record IpPacket(
        IpAddress source,
        IpAddress destination,
        int protocol,
        int fragmentOffset,
        boolean fragment,
        ByteBuf payload,
        int payloadLength) {

    static final int TCP = 6;

    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV6_HEADER_LENGTH = 40;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;

    /** Reads a packet from its IP header on; nothing if that is not complete. */
    static Optional<IpPacket> read(ByteBuf in) {
        int version = in.isReadable() ? in.getUnsignedByte(in.readerIndex()) >> 4 : 0;
        return switch (version) {
            case 4 -> ipv4(in);
            case 6 -> ipv6(in);
            default -> Optional.empty();
        };
    }

    private static Optional<IpPacket> ipv4(ByteBuf in) {
        int start = in.readerIndex();
        int headerLength = (in.getUnsignedByte(start) & 0xf) * 4;
        if (headerLength < IPV4_HEADER_LENGTH || in.readableBytes() < headerLength) {
            return Optional.empty();
        }
        int totalLength = in.getUnsignedShort(start + 2);
        int fragmentField = in.getUnsignedShort(start + 6);
        int protocol = in.getUnsignedByte(start + 9);
        IpAddress source = address(in, start + 12, 4);
        IpAddress destination = address(in, start + 16, 4);
        // A length of zero: the network card does the segmentation, and everything is there.
        int payloadLength = totalLength == 0 ? in.readableBytes() - headerLength : totalLength - headerLength;
        if (payloadLength < 0) {
            return Optional.empty();
        }
        ByteBuf payload = in.slice(start + headerLength, Math.min(payloadLength, in.readableBytes() - headerLength));
        int offset = (fragmentField & 0x1fff) * 8;
        boolean fragment = (fragmentField & 0x3fff) != 0;
        return Optional.of(new IpPacket(source, destination, protocol, offset, fragment, payload, payloadLength));
    }

    private static Optional<IpPacket> ipv6(ByteBuf in) {
        int start = in.readerIndex();
        if (in.readableBytes() < IPV6_HEADER_LENGTH) {
            return Optional.empty();
        }
        int declared = in.getUnsignedShort(start + 4);
        int captured = in.readableBytes() - IPV6_HEADER_LENGTH;
        int length = declared == 0 ? captured : declared;
        IpAddress source = address(in, start + 8, 16);
        IpAddress destination = address(in, start + 24, 16);
        ByteBuf rest = in.slice(start + IPV6_HEADER_LENGTH, Math.min(length, captured));
        return new Extensions(in.getUnsignedByte(start + 6), rest, length).packet(source, destination);
    }

    private static IpAddress address(ByteBuf in, int index, int length) {
        byte[] octets = new byte[length];
        in.getBytes(index, octets);
        return IpAddress.ofBytes(octets);
    }

    /** The way through the extension headers (RFC 8200 §4). */
    private static final class Extensions {

        private final ByteBuf in;
        private final int end;
        private int next;
        private int fragmentOffset;
        private boolean fragment;

        Extensions(int next, ByteBuf in, int length) {
            this.next = next;
            this.in = in;
            this.end = length;
        }

        Optional<IpPacket> packet(IpAddress source, IpAddress destination) {
            while (isExtension(next) && fragmentOffset == 0) {
                if (!skip()) {
                    return Optional.empty();
                }
            }
            int payloadLength = end - in.readerIndex();
            return Optional.of(
                    new IpPacket(source, destination, next, fragmentOffset, fragment, in.slice(), payloadLength));
        }

        private static boolean isExtension(int header) {
            return switch (header) {
                case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS -> true;
                default -> false;
            };
        }

        private boolean skip() {
            if (in.readableBytes() < 8) {
                return false;
            }
            int start = in.readerIndex();
            int units = in.getUnsignedByte(start + 1);
            int length = switch (next) {
                case FRAGMENT -> 8;
                case AUTHENTICATION -> (units + 2) * 4;
                default -> (units + 1) * 8;
            };
            if (in.readableBytes() < length) {
                return false;
            }
            if (next == FRAGMENT) {
                int field = in.getUnsignedShort(start + 2);
                fragmentOffset = field & 0xfff8;
                fragment = (field & 0xfff9) != 0;
            }
            next = in.getUnsignedByte(start);
            in.skipBytes(length);
            return true;
        }
    }
}
