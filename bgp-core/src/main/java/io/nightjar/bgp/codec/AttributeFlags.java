package io.nightjar.bgp.codec;

/** The flags octet of a path attribute (RFC 4271 §4.3). Its low four bits are ignored on input and zero on output. */
final class AttributeFlags {

    static final int OPTIONAL = 0x80;
    static final int TRANSITIVE = 0x40;
    static final int PARTIAL = 0x20;
    static final int EXTENDED_LENGTH = 0x10;

    static final int WELL_KNOWN = TRANSITIVE;
    static final int OPTIONAL_TRANSITIVE = OPTIONAL | TRANSITIVE;
    static final int OPTIONAL_NON_TRANSITIVE = OPTIONAL;

    private AttributeFlags() {}

    /** RFC 7606 §3 (c): only these two bits can be in conflict with an attribute's type. */
    static int category(int flags) {
        return flags & OPTIONAL_TRANSITIVE;
    }
}
