package io.nightjar.bgp.attribute;

/** LOCAL_PREF (RFC 4271 §5.1.5): an unsigned 32-bit number, higher is better. */
public record LocalPref(long value) implements PathAttribute {

    /** What a route without the attribute counts as. */
    public static final LocalPref DEFAULT = new LocalPref(100);

    public LocalPref {
        Unsigned.check32(value);
    }

    /** The attribute with this value, and the one object for the value that nearly all have. */
    public static LocalPref of(long value) {
        return value == DEFAULT.value ? DEFAULT : new LocalPref(value);
    }

    @Override
    public int typeCode() {
        return AttributeType.LOCAL_PREF;
    }
}
