package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.BgpIdentifier;

/** ORIGINATOR_ID (RFC 4456 §8): who brought the route into the AS. */
public record OriginatorId(BgpIdentifier identifier) implements PathAttribute {

    @Override
    public int typeCode() {
        return AttributeType.ORIGINATOR_ID;
    }
}
