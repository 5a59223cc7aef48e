package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A segment of TCP (RFC 9293 §3.1).
 *
 * @param sequence number of the first octet, or of the SYN
 * @param acknowledgment counts if {@link #isAcknowledgment}
 * @param flags FIN, SYN, RST, ACK and others
 * @param data as much of it as was captured
 */
public record TcpSegment(
        TcpEndpoint source, TcpEndpoint destination, int sequence, int acknowledgment, int flags, ByteBuf data) {

    private static final int LEAST_HEADER_LENGTH = 20;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    public boolean isFinish() {
        return (flags & FIN) != 0;
    }

    public boolean isSynchronize() {
        return (flags & SYN) != 0;
    }

    public boolean isReset() {
        return (flags & RST) != 0;
    }

    public boolean isAcknowledgment() {
        return (flags & ACK) != 0;
    }

    /** Whether packets with this first header can be read. */
    public static boolean knowsLinkType(int linkType) {
        return LinkLayer.isKnown(linkType);
    }

    /**
     * The segment in a packet, if it is one of TCP with a complete header.
     *
     * @throws FragmentException if the packet is a fragment of one
     */
    public static Optional<TcpSegment> of(CapturedPacket packet) throws FragmentException {
        Optional<IpPacket> ip = LinkLayer.ip(packet.linkType(), packet.data())
                .flatMap(IpPacket::read)
                .filter(found -> found.protocol() == IpPacket.TCP);
        if (ip.isPresent() && ip.get().fragmentOffset() > 0) {
            throw new FragmentException(ip.get().source(), ip.get().destination(), null);
        }
        Optional<TcpSegment> segment = ip.flatMap(TcpSegment::read);
        if (segment.isPresent() && ip.orElseThrow().fragment()) {
            throw new FragmentException(ip.get().source(), ip.get().destination(), segment.get());
        }
        return segment;
    }

    private static Optional<TcpSegment> read(IpPacket ip) {
        ByteBuf in = ip.payload();
        if (in.readableBytes() < LEAST_HEADER_LENGTH) {
            return Optional.empty();
        }
        int start = in.readerIndex();
        int headerLength = (in.getUnsignedByte(start + 12) >> 4) * 4;
        if (headerLength < LEAST_HEADER_LENGTH || headerLength > ip.payloadLength()) {
            return Optional.empty();
        }
        int available = Math.max(0, in.readableBytes() - headerLength);
        return Optional.of(new TcpSegment(
                new TcpEndpoint(ip.source(), in.getUnsignedShort(start)),
                new TcpEndpoint(ip.destination(), in.getUnsignedShort(start + 2)),
                in.getInt(start + 4),
                in.getInt(start + 8),
                in.getUnsignedByte(start + 13),
                in.slice(start + Math.min(headerLength, in.readableBytes()), available)));
    }
}
