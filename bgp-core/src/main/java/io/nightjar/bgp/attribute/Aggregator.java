package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Ipv4Address;

/** AGGREGATOR (RFC 4271 §5.1.7), with a four-octet number (RFC 6793). */
public record Aggregator(AsNumber asNumber, Ipv4Address address) implements PathAttribute {

    @Override
    public int typeCode() {
        return AttributeType.AGGREGATOR;
    }
}
