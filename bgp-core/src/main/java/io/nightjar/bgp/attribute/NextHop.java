package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.SeededHash;

/** NEXT_HOP (RFC 4271 §5.1.3). Inside the table it also stands for the next hop of an MP_REACH_NLRI. */
public record NextHop(IpAddress address) implements PathAttribute {

    @Override
    public int typeCode() {
        return AttributeType.NEXT_HOP;
    }

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        long hash = address instanceof Ipv6Address ipv6
                ? SeededHash.next(SeededHash.next(SeededHash.SEED, ipv6.high()), ipv6.low())
                : SeededHash.next(SeededHash.SEED, address.hashCode());
        return SeededHash.end(hash);
    }
}
