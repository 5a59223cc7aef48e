package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.AsNumber;

/**
 * ONLY_TO_CUSTOMER (RFC 9234 §5): from here on the route only goes down.
 *
 * @param asNumber of who has sent it down, or sideways, first
 * @param partial whether somebody on the way did not know the attribute; once set it stays (RFC 4271 §5)
 */
public record OnlyToCustomer(AsNumber asNumber, boolean partial) implements PathAttribute {

    public OnlyToCustomer(AsNumber asNumber) {
        this(asNumber, false);
    }

    @Override
    public int typeCode() {
        return AttributeType.ONLY_TO_CUSTOMER;
    }
}
