package io.nightjar.bgp.attribute;

/** ORIGIN (RFC 4271 §5.1.1): how the route came to be, from the most to the least preferred. */
public enum Origin implements PathAttribute {
    IGP,
    EGP,
    INCOMPLETE;

    @Override
    public int typeCode() {
        return AttributeType.ORIGIN;
    }

    /** The octet on the wire: 0, 1 or 2. */
    public int code() {
        return switch (this) {
            case IGP -> 0;
            case EGP -> 1;
            case INCOMPLETE -> 2;
        };
    }
}
