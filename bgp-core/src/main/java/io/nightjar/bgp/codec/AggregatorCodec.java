package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Ipv4Address;

/** AGGREGATOR (RFC 4271 §4.3 g; RFC 6793 §4.1; RFC 7606 §7.7). */
final class AggregatorCodec implements AttributeCodec<Aggregator> {

    @Override
    public int typeCode() {
        return AttributeType.AGGREGATOR;
    }

    @Override
    public Class<Aggregator> attributeClass() {
        return Aggregator.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_TRANSITIVE;
    }

    @Override
    public FaultAction whenMalformed() {
        return FaultAction.ATTRIBUTE_DISCARD;
    }

    /** RFC 7606 §3 (f). */
    @Override
    public FaultAction whenFlagsConflict() {
        return FaultAction.ATTRIBUTE_DISCARD;
    }

    @Override
    public Aggregator decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, context.fourOctetAs() ? 8 : 6);
        ByteBuf body = raw.body();
        long asNumber = context.fourOctetAs() ? body.readUnsignedInt() : body.readUnsignedShort();
        // RFC 7607 §2.
        if (asNumber == 0) {
            throw malformed(UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, "AS 0");
        }
        return new Aggregator(new AsNumber(asNumber), new Ipv4Address(body.readInt()), raw.is(AttributeFlags.PARTIAL));
    }

    @Override
    public void encode(Aggregator attribute, ByteBuf out, CodecContext context) {
        AsPathSegments.encodeNumber(attribute.asNumber(), context.fourOctetAs(), out);
        out.writeInt(attribute.address().bits());
    }

    @Override
    public boolean partial(Aggregator attribute) {
        return attribute.partial();
    }
}
