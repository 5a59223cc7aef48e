package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The classic format of libpcap, in either byte order, with microseconds or nanoseconds. */
final class PcapReader implements CaptureReader {

    private static final int FILE_HEADER_LENGTH = 24;
    private static final int PACKET_HEADER_LENGTH = 16;
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int NANOS_PER_MICROSECOND = 1000;

    /** The upper bits say something about frame check sequences. */
    private static final int LINK_TYPE_MASK = 0xffff;

    private final RecordInput in;
    private boolean started;
    private boolean littleEndian;
    private int nanosPerUnit;
    private int linkType;
    private long number = 1;
    private long offset;

    PcapReader(InputStream in) {
        this.in = new RecordInput(in);
    }

    static boolean begins(byte[] beginning) {
        if (beginning.length < 4) {
            return false;
        }
        int magic = (beginning[0] & 0xff) << 24
                | (beginning[1] & 0xff) << 16
                | (beginning[2] & 0xff) << 8
                | (beginning[3] & 0xff);
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
    }

    private static boolean isMagic(int magic) {
        return magic == MICROSECONDS || magic == NANOSECONDS;
    }

    @Override
    public Optional<CapturedPacket> next() throws IOException, CaptureFormatException {
        if (!started) {
            readFileHeader();
        }
        offset = in.position();
        ByteBuf header = in.upTo(PACKET_HEADER_LENGTH);
        if (!header.isReadable()) {
            return Optional.empty();
        }
        if (header.readableBytes() < PACKET_HEADER_LENGTH) {
            throw RecordInput.ends(header.readableBytes(), PACKET_HEADER_LENGTH, "a packet's header");
        }
        long seconds = unsignedInt(header);
        long fraction = unsignedInt(header);
        long length = unsignedInt(header);
        if (length > MAX_RECORD_LENGTH) {
            throw new CaptureFormatException(
                    "a packet of " + length + " octets, more than the " + MAX_RECORD_LENGTH + " that are read");
        }
        ByteBuf data = in.exactly((int) length, "a packet");
        Instant time = Instant.ofEpochSecond(seconds).plusNanos(fraction * nanosPerUnit);
        return Optional.of(new CapturedPacket(number++, offset, time, linkType, data));
    }

    private void readFileHeader() throws IOException, CaptureFormatException {
        ByteBuf header = in.exactly(FILE_HEADER_LENGTH, "the file's header");
        int magic = header.readInt();
        littleEndian = !isMagic(magic);
        nanosPerUnit = (littleEndian ? Integer.reverseBytes(magic) : magic) == NANOSECONDS ? 1 : NANOS_PER_MICROSECOND;
        header.readerIndex(FILE_HEADER_LENGTH - 4);
        linkType = (int) unsignedInt(header) & LINK_TYPE_MASK;
        started = true;
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
