package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.IpAddress;

/** NEXT_HOP (RFC 4271 §5.1.3). Inside the table it also stands for the next hop of an MP_REACH_NLRI. */
public record NextHop(IpAddress address) implements PathAttribute {

    @Override
    public int typeCode() {
        return AttributeType.NEXT_HOP;
    }
}
