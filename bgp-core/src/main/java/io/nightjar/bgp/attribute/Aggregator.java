package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.SeededHash;

/**
 * AGGREGATOR (RFC 4271 §5.1.7), with a four-octet number (RFC 6793).
 *
 * @param partial whether somebody on the way did not know the attribute; once set it stays (RFC 4271 §5)
 */
public record Aggregator(AsNumber asNumber, Ipv4Address address, boolean partial) implements PathAttribute {

    public Aggregator(AsNumber asNumber, Ipv4Address address) {
        this(asNumber, address, false);
    }

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        long hash = SeededHash.next(SeededHash.SEED, asNumber.value() << Integer.SIZE ^ address.bits());
        return 31 * SeededHash.end(hash) + Boolean.hashCode(partial);
    }

    @Override
    public int typeCode() {
        return AttributeType.AGGREGATOR;
    }
}
