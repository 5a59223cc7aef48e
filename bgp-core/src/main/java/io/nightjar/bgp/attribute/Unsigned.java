package io.nightjar.bgp.attribute;

/** The range check of unsigned 32-bit fields that are held in a long. */
final class Unsigned {

    private Unsigned() {}

    static void check32(long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException("not an unsigned 32-bit number: " + value);
        }
    }
}
