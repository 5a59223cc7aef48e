package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AsNumbers;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AsPath.Segment;
import io.nightjar.bgp.attribute.AsPath.SegmentType;
import io.nightjar.bgp.net.AsNumber;
import java.util.ArrayList;
import java.util.List;

/** Path segments as AS_PATH and AS4_PATH carry them (RFC 4271 §4.3 b). */
final class AsPathSegments {

    private static final int SEGMENT_HEADER_LENGTH = 2;

    private AsPathSegments() {}

    /** Reads segments up to the end of {@code in}. */
    static AsPath decode(ByteBuf in, boolean fourOctetAs) throws MalformedAsPathException {
        if (!in.isReadable()) {
            return AsPath.EMPTY;
        }
        List<Segment> segments = new ArrayList<>(1);
        while (in.isReadable()) {
            segments.add(decodeSegment(in, fourOctetAs));
        }
        return new AsPath(segments);
    }

    /** RFC 7606 §7.2: an unknown type, an overrun, an underrun, and no numbers are each malformed. */
    private static Segment decodeSegment(ByteBuf in, boolean fourOctetAs) throws MalformedAsPathException {
        if (in.readableBytes() < SEGMENT_HEADER_LENGTH) {
            throw new MalformedAsPathException("an octet after the last segment");
        }
        int code = in.readUnsignedByte();
        SegmentType type =
                SegmentType.ofCode(code).orElseThrow(() -> new MalformedAsPathException("a segment of type " + code));
        int count = in.readUnsignedByte();
        if (count == 0) {
            throw new MalformedAsPathException("a segment without numbers");
        }
        if (count * (fourOctetAs ? 4 : 2) > in.readableBytes()) {
            throw new MalformedAsPathException("a segment of " + count + " numbers runs over the end");
        }
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = decodeNumber(in, fourOctetAs);
        }
        return new Segment(type, AsNumbers.ofBits(numbers));
    }

    /** RFC 7607 §2: AS 0 is malformed wherever it stands. */
    private static int decodeNumber(ByteBuf in, boolean fourOctetAs) throws MalformedAsPathException {
        int bits = fourOctetAs ? in.readInt() : in.readUnsignedShort();
        if (bits == 0) {
            throw new MalformedAsPathException("AS 0");
        }
        return bits;
    }

    static boolean hasConfederation(AsPath path) {
        return path.segments().stream().anyMatch(segment -> segment.type().confederation());
    }

    /** RFC 6793 §4.2.2: on a two-octet session AS_TRANS stands for a number that does not fit. */
    static void encode(AsPath path, boolean fourOctetAs, ByteBuf out) {
        for (Segment segment : path.segments()) {
            out.writeByte(segment.type().code());
            out.writeByte(segment.numbers().size());
            AsNumbers numbers = segment.numbers();
            for (int i = 0; i < numbers.size(); i++) {
                if (fourOctetAs) {
                    out.writeInt(numbers.bits(i));
                } else {
                    encodeNumber(numbers.get(i), false, out);
                }
            }
        }
    }

    static void encodeNumber(AsNumber number, boolean fourOctetAs, ByteBuf out) {
        if (fourOctetAs) {
            out.writeInt((int) number.value());
        } else {
            AsNumber narrow = number.fitsTwoOctets() ? number : AsNumber.AS_TRANS;
            out.writeShort((int) narrow.value());
        }
    }
}
