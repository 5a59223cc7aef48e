package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * An interface of a pcapng section.
 *
 * @param linkType what its packets begin with
 * @param snapLength how much of each packet was kept; 0 for all
 * @param resolution bit 7 clear: units of 10 to the power of minus that; set: of 2 to the power of minus the other bits
 * @param offsetSeconds to be added to all times
 */
record CaptureInterface(int linkType, long snapLength, int resolution, long offsetSeconds) {

    private static final int MICROSECONDS = 6;
    private static final int RESOLUTION_OPTION = 9;
    private static final int OFFSET_OPTION = 14;
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    static CaptureInterface read(ByteBuf body, boolean littleEndian) throws CaptureFormatException {
        if (body.readableBytes() < 8) {
            throw new CaptureFormatException("an interface in " + body.readableBytes() + " octets");
        }
        int linkType = unsignedShort(body, littleEndian);
        body.skipBytes(2);
        long snapLength = littleEndian ? body.readUnsignedIntLE() : body.readUnsignedInt();
        CaptureInterface found = new CaptureInterface(linkType, snapLength, MICROSECONDS, 0);
        while (body.readableBytes() >= 4) {
            int code = unsignedShort(body, littleEndian);
            int length = unsignedShort(body, littleEndian);
            int padded = (length + 3) & ~3;
            if (code == 0 || padded > body.readableBytes()) {
                break;
            }
            found = found.withOption(code, length, body.readSlice(padded), littleEndian);
        }
        return found;
    }

    private CaptureInterface withOption(int code, int length, ByteBuf value, boolean littleEndian) {
        if (code == RESOLUTION_OPTION && length == 1) {
            return new CaptureInterface(linkType, snapLength, value.readUnsignedByte(), offsetSeconds);
        }
        if (code == OFFSET_OPTION && length == Long.BYTES) {
            long seconds = littleEndian ? value.readLongLE() : value.readLong();
            return new CaptureInterface(linkType, snapLength, resolution, seconds);
        }
        return this;
    }

    private static int unsignedShort(ByteBuf from, boolean littleEndian) {
        return littleEndian ? from.readUnsignedShortLE() : from.readUnsignedShort();
    }

    /** The time that two halves of 64 bits stand for; the epoch for one that no calendar has. */
    Instant time(long high, long low) {
        BigInteger units = BigInteger.valueOf(high).shiftLeft(32).or(BigInteger.valueOf(low));
        int exponent = resolution & 0x7f;
        BigInteger perSecond = resolution > 0x7f ? BigInteger.ONE.shiftLeft(exponent) : BigInteger.TEN.pow(exponent);
        BigInteger[] parts = units.divideAndRemainder(perSecond);
        long nanos = parts[1].multiply(NANOS_PER_SECOND).divide(perSecond).longValue();
        try {
            return Instant.ofEpochSecond(parts[0].longValue(), nanos).plusSeconds(offsetSeconds);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.EPOCH;
        }
    }
}
