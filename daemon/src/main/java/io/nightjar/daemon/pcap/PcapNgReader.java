package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The block format of Wireshark: sections, interfaces, and packets among blocks of other kinds, which are skipped. */
final class PcapNgReader implements CaptureReader {

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /** Type, length, and the length again at the end. */
    private static final int BLOCK_OVERHEAD = 12;

    private static final int BLOCK_HEADER_LENGTH = 8;

    private final RecordInput in;
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private boolean littleEndian;
    private long number = 1;
    private long offset;

    PcapNgReader(InputStream in) {
        this.in = new RecordInput(in);
    }

    static boolean begins(byte[] beginning) {
        return beginning.length >= 4
                && beginning[0] == 0x0a
                && beginning[1] == 0x0d
                && beginning[2] == 0x0d
                && beginning[3] == 0x0a;
    }

    @Override
    public Optional<CapturedPacket> next() throws IOException, CaptureFormatException {
        while (true) {
            offset = in.position();
            ByteBuf header = in.upTo(BLOCK_HEADER_LENGTH);
            if (!header.isReadable()) {
                return Optional.empty();
            }
            if (header.readableBytes() < BLOCK_HEADER_LENGTH) {
                throw RecordInput.ends(header.readableBytes(), BLOCK_HEADER_LENGTH, "a block's header");
            }
            Optional<CapturedPacket> packet = block(header);
            if (packet.isPresent()) {
                number++;
                return packet;
            }
        }
    }

    private Optional<CapturedPacket> block(ByteBuf header) throws IOException, CaptureFormatException {
        // The type of a section's header is the same in either byte order.
        if (header.getInt(0) == SECTION_HEADER) {
            startSection(header);
            return Optional.empty();
        }
        long type = unsignedInt(header);
        ByteBuf body = body(unsignedInt(header), 0);
        return switch ((int) type) {
            case INTERFACE_DESCRIPTION -> {
                interfaces.add(CaptureInterface.read(body, littleEndian));
                yield Optional.empty();
            }
            case ENHANCED_PACKET -> Optional.of(enhancedPacket(body));
            case OLD_PACKET -> Optional.of(oldPacket(body));
            case SIMPLE_PACKET -> Optional.of(simplePacket(body));
            default -> Optional.empty();
        };
    }

    private void startSection(ByteBuf header) throws IOException, CaptureFormatException {
        int magic = in.exactly(4, "a section's header").readInt();
        if (magic != BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != BYTE_ORDER_MAGIC) {
            throw new CaptureFormatException("a section without byte order");
        }
        littleEndian = magic != BYTE_ORDER_MAGIC;
        interfaces.clear();
        header.readerIndex(4);
        body(unsignedInt(header), 4);
    }

    /** The rest of a block of {@code length} octets, of which {@code read} after the header have been read. */
    private ByteBuf body(long length, int read) throws IOException, CaptureFormatException {
        if (length < BLOCK_OVERHEAD + read || length % 4 != 0) {
            throw new CaptureFormatException("a block of " + length + " octets");
        }
        if (length > MAX_RECORD_LENGTH) {
            throw new CaptureFormatException(
                    "a block of " + length + " octets, more than the " + MAX_RECORD_LENGTH + " that are read");
        }
        ByteBuf body = in.exactly((int) length - BLOCK_HEADER_LENGTH - read, "a block");
        return body.writerIndex(body.writerIndex() - 4);
    }

    private CapturedPacket enhancedPacket(ByteBuf body) throws CaptureFormatException {
        require(body, 20);
        CaptureInterface from = interfaceOf(unsignedInt(body));
        Instant time = from.time(unsignedInt(body), unsignedInt(body));
        long captured = unsignedInt(body);
        unsignedInt(body);
        return packet(from, time, captured, body);
    }

    private CapturedPacket oldPacket(ByteBuf body) throws CaptureFormatException {
        require(body, 20);
        CaptureInterface from = interfaceOf(littleEndian ? body.readUnsignedShortLE() : body.readUnsignedShort());
        body.skipBytes(2);
        Instant time = from.time(unsignedInt(body), unsignedInt(body));
        long captured = unsignedInt(body);
        unsignedInt(body);
        return packet(from, time, captured, body);
    }

    private CapturedPacket simplePacket(ByteBuf body) throws CaptureFormatException {
        require(body, 4);
        CaptureInterface from = interfaceOf(0);
        long original = unsignedInt(body);
        long captured = from.snapLength() == 0 ? original : Math.min(original, from.snapLength());
        return packet(from, Instant.EPOCH, captured, body);
    }

    private CapturedPacket packet(CaptureInterface from, Instant time, long captured, ByteBuf body)
            throws CaptureFormatException {
        require(body, captured);
        return new CapturedPacket(number, offset, time, from.linkType(), body.readSlice((int) captured));
    }

    private CaptureInterface interfaceOf(long index) throws CaptureFormatException {
        if (index >= interfaces.size()) {
            throw new CaptureFormatException(
                    "a packet of interface " + index + ", which the section does not describe");
        }
        return interfaces.get((int) index);
    }

    private static void require(ByteBuf body, long length) throws CaptureFormatException {
        if (body.readableBytes() < length) {
            throw new CaptureFormatException(
                    "a block whose packet of " + length + " octets does not fit its " + body.readableBytes());
        }
    }

    private long unsignedInt(ByteBuf from) {
        return littleEndian ? from.readUnsignedIntLE() : from.readUnsignedInt();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long offset() {
        return offset;
    }
}
