package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Ipv4Address;

/** AS4_AGGREGATOR (RFC 6793 §3): only between the wire and the merge with AGGREGATOR. */
public record As4Aggregator(AsNumber asNumber, Ipv4Address address) implements PathAttribute {

    @Override
    public int typeCode() {
        return AttributeType.AS4_AGGREGATOR;
    }
}
