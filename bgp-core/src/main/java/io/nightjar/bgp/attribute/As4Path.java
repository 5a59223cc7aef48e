package io.nightjar.bgp.attribute;

/** AS4_PATH (RFC 6793 §3): only between the wire and the merge with AS_PATH. */
public record As4Path(AsPath path) implements PathAttribute {

    @Override
    public int typeCode() {
        return AttributeType.AS4_PATH;
    }
}
