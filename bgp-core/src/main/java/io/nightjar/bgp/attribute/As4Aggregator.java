package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.SeededHash;

/** AS4_AGGREGATOR (RFC 6793 §3): only between the wire and the merge with AGGREGATOR. */
public record As4Aggregator(AsNumber asNumber, Ipv4Address address) implements PathAttribute {

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        return SeededHash.end(SeededHash.next(SeededHash.SEED, asNumber.value() << Integer.SIZE ^ address.bits()));
    }

    @Override
    public int typeCode() {
        return AttributeType.AS4_AGGREGATOR;
    }
}
