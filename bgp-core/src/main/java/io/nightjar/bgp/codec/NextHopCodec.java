package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.net.Ipv4Address;

/** NEXT_HOP (RFC 4271 §4.3 c; RFC 7606 §7.3). */
final class NextHopCodec implements AttributeCodec<NextHop> {

    @Override
    public int typeCode() {
        return AttributeType.NEXT_HOP;
    }

    @Override
    public Class<NextHop> attributeClass() {
        return NextHop.class;
    }

    @Override
    public int category() {
        return AttributeFlags.WELL_KNOWN;
    }

    @Override
    public NextHop decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 4);
        return new NextHop(new Ipv4Address(raw.body().readInt()));
    }

    @Override
    public void encode(NextHop attribute, ByteBuf out, CodecContext context) {
        if (!(attribute.address() instanceof Ipv4Address ipv4)) {
            throw new IllegalArgumentException("NEXT_HOP cannot carry " + attribute.address());
        }
        out.writeInt(ipv4.bits());
    }
}
