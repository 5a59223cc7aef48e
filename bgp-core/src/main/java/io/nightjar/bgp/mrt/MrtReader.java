package io.nightjar.bgp.mrt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** Cuts a stream into records (RFC 6396 §2). Holds one of them at a time. */
public final class MrtReader {

    /** The longest record that is read: far above what tables of real collectors need. */
    public static final int MAX_RECORD_LENGTH = 8 << 20;

    /** Time, type, subtype and length. */
    public static final int HEADER_LENGTH = 12;

    private static final int MICROSECONDS_LENGTH = 4;
    private static final int NANOS_PER_MICROSECOND = 1000;

    private final InputStream in;
    private long number;
    private long recordOffset;
    private long offset;
    private boolean ended;

    /**
     * Reads from here on.
     *
     * @param in buffered; it is not closed here
     */
    public MrtReader(InputStream in) {
        this.in = in;
    }

    /** The number of the record that was read last, or that could not be; 1 for the first. */
    public long number() {
        return number;
    }

    /** Where that record begins, in octets from the beginning. */
    public long recordOffset() {
        return recordOffset;
    }

    /**
     * The next record, or nothing at the end.
     *
     * @throws MrtFormatException if there is a record that cannot be had: the file ends in it, or it is too long; the
     *     next call goes on behind it
     */
    public Optional<MrtRecord> next() throws IOException, MrtFormatException {
        recordOffset = offset;
        byte[] header = ended ? new byte[0] : read(HEADER_LENGTH);
        if (header.length == 0) {
            return Optional.empty();
        }
        number++;
        if (header.length < HEADER_LENGTH) {
            throw ends(header.length, HEADER_LENGTH, "header");
        }
        long seconds = unsigned(header, 0, 4);
        int type = (int) unsigned(header, 4, 2);
        int subtype = (int) unsigned(header, 6, 2);
        long length = unsigned(header, 8, 4);
        if (length > MAX_RECORD_LENGTH) {
            skip(length);
            throw new MrtFormatException("a record of " + length + " octets, more than the " + MAX_RECORD_LENGTH
                    + " that are read" + (ended ? " and than the file has" : ""));
        }
        byte[] body = read((int) length);
        if (body.length < length) {
            throw ends(body.length, length, "body");
        }
        return Optional.of(record(Instant.ofEpochSecond(seconds), type, subtype, body));
    }

    /** RFC 6396 §3: the microseconds count as a part of the message. */
    private MrtRecord record(Instant seconds, int type, int subtype, byte[] body) throws MrtFormatException {
        if (!MrtType.hasMicroseconds(type)) {
            return new MrtRecord(number, recordOffset, seconds, type, subtype, Unpooled.wrappedBuffer(body));
        }
        if (body.length < MICROSECONDS_LENGTH) {
            throw new MrtFormatException("the record ends before its microseconds");
        }
        Instant time = seconds.plusNanos(unsigned(body, 0, MICROSECONDS_LENGTH) * NANOS_PER_MICROSECOND);
        ByteBuf rest = Unpooled.wrappedBuffer(body).skipBytes(MICROSECONDS_LENGTH);
        return new MrtRecord(number, recordOffset, time, type, subtype, rest);
    }

    private byte[] read(int length) throws IOException {
        byte[] octets = in.readNBytes(length);
        offset += octets.length;
        return octets;
    }

    private void skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped == 0) {
                if (in.read() < 0) {
                    ended = true;
                    break;
                }
                skipped = 1;
            }
            left -= skipped;
        }
        offset += length - left;
    }

    private MrtFormatException ends(long there, long wanted, String part) {
        ended = true;
        return new MrtFormatException(
                "the file ends after " + there + " of the " + wanted + " octets of the record's " + part);
    }

    private static long unsigned(byte[] octets, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (octets[i] & 0xff);
        }
        return value;
    }
}
