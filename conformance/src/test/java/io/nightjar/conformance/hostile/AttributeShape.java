package io.nightjar.conformance.hostile;

import java.nio.ByteBuffer;
import java.util.Map;

/** The flags and the length that an attribute has to have when it arrives at a bystander (RFC 4271 §5, RFC 7606 §7). */
final class AttributeShape {

    private static final int WELL_KNOWN = 0x40;
    private static final int OPTIONAL = 0x80;
    private static final int OPTIONAL_TRANSITIVE = 0xc0;
    private static final int CATEGORY = 0xc0;
    private static final int PARTIAL = 0x20;

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
            Map.entry(32, OPTIONAL_TRANSITIVE));

    /** Lengths that are one number. */
    private static final Map<Integer, Integer> LENGTHS = Map.of(1, 1, 3, 4, 4, 4, 5, 4, 6, 0, 7, 8, 9, 4);

    /** Lengths that are multiples of a number, zero excluded. */
    private static final Map<Integer, Integer> UNITS = Map.of(8, 4, 10, 4, 16, 8, 32, 12);

    private AttributeShape() {}

    static void check(int flags, int type, ByteBuffer value) {
        if (!flagsAgree(flags, type)) {
            throw new AssertionError(String.format("flags %02x of attribute %d", flags, type));
        }
        int length = value.remaining();
        int unit = UNITS.getOrDefault(type, 0);
        boolean units = unit == 0 || (length > 0 && length % unit == 0);
        if (length != LENGTHS.getOrDefault(type, length) || !units) {
            throw new AssertionError("attribute " + type + " of " + length + " octets");
        }
        if (type == 2) {
            path(value);
        }
    }

    /** RFC 4271 §5: who passes on what it does not know says so by the Partial bit. */
    private static boolean flagsAgree(int flags, int type) {
        Integer category = CATEGORIES.get(type);
        if (category == null) {
            return (flags & (CATEGORY | PARTIAL)) == (OPTIONAL_TRANSITIVE | PARTIAL);
        }
        boolean mayBePartial = category == OPTIONAL_TRANSITIVE;
        return (flags & CATEGORY) == category && (mayBePartial || (flags & PARTIAL) == 0);
    }

    private static void path(ByteBuffer segments) {
        while (segments.hasRemaining()) {
            int kind = segments.get() & 0xff;
            int count = segments.hasRemaining() ? segments.get() & 0xff : 0;
            if (kind < 1 || kind > 2 || count == 0 || 4 * count > segments.remaining()) {
                throw new AssertionError("an AS_PATH segment of type " + kind + " with " + count + " numbers");
            }
            segments.position(segments.position() + 4 * count);
        }
    }
}
