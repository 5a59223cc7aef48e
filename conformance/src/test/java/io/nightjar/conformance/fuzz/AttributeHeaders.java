package io.nightjar.conformance.fuzz;

import java.nio.ByteBuffer;
import java.util.Map;

/** Reads the headers of attributes that we wrote (RFC 4271 §4.3), with code of its own. */
final class AttributeHeaders {

    static final int EXTENDED_LENGTH = 0x10;

    private static final int UNUSED_BITS = 0x0f;
    private static final int OPTIONAL = 0x80;
    private static final int TRANSITIVE = 0x40;
    private static final int PARTIAL = 0x20;
    private static final int WELL_KNOWN = TRANSITIVE;
    private static final int OPTIONAL_TRANSITIVE = OPTIONAL | TRANSITIVE;

    /** Those that have one right answer; any other is optional. */
    private static final Map<Integer, Integer> CATEGORIES = Map.ofEntries(
            Map.entry(1, WELL_KNOWN),
            Map.entry(2, WELL_KNOWN),
            Map.entry(3, WELL_KNOWN),
            Map.entry(4, OPTIONAL),
            Map.entry(5, WELL_KNOWN),
            Map.entry(6, WELL_KNOWN),
            Map.entry(7, OPTIONAL_TRANSITIVE),
            Map.entry(8, OPTIONAL_TRANSITIVE),
            Map.entry(9, OPTIONAL),
            Map.entry(10, OPTIONAL),
            Map.entry(14, OPTIONAL),
            Map.entry(15, OPTIONAL),
            Map.entry(16, OPTIONAL_TRANSITIVE),
            Map.entry(17, OPTIONAL_TRANSITIVE),
            Map.entry(18, OPTIONAL_TRANSITIVE),
            Map.entry(32, OPTIONAL_TRANSITIVE));

    private AttributeHeaders() {}

    /** All flags are made anew for the output: none of the peer's own is left (RFC 4271 §4.3, bad input 5 and 6). */
    static void check(byte[] update) {
        ByteBuffer in = ByteBuffer.wrap(update).position(Frames.HEADER_LENGTH);
        skip(in, in.getShort() & 0xffff);
        int end = (in.getShort() & 0xffff) + in.position();
        while (in.position() < end) {
            int flags = in.get() & 0xff;
            int type = in.get() & 0xff;
            boolean extended = (flags & EXTENDED_LENGTH) != 0;
            int length = extended ? in.getShort() & 0xffff : in.get() & 0xff;
            checkFlags(type, flags, length);
            skip(in, length);
        }
        Check.equal(in.position(), end, "end of the attributes");
    }

    private static void checkFlags(int type, int flags, int length) {
        boolean clean = (flags & UNUSED_BITS) == 0;
        boolean sized = ((flags & EXTENDED_LENGTH) != 0) == (length > 0xff);
        int category = flags & OPTIONAL_TRANSITIVE;
        Integer wanted = CATEGORIES.get(type);
        boolean sorted = wanted == null ? (category & OPTIONAL) != 0 : category == wanted;
        boolean whole = (flags & PARTIAL) == 0 || category == OPTIONAL_TRANSITIVE;
        Check.that(
                clean && sized && sorted && whole,
                () -> String.format("attribute %d of %d octets with flags %02x", type, length, flags));
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }
}
