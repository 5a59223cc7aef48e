package io.nightjar.bgp.attribute;

/** MULTI_EXIT_DISC (RFC 4271 §5.1.4): an unsigned 32-bit number, lower is better. */
public record MultiExitDisc(long value) implements PathAttribute {

    public MultiExitDisc {
        Unsigned.check32(value);
    }

    @Override
    public int typeCode() {
        return AttributeType.MULTI_EXIT_DISC;
    }
}
