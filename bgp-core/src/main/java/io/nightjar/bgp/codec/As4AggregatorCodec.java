package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.As4Aggregator;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Ipv4Address;

/** AS4_AGGREGATOR (RFC 6793 §3, §6). */
final class As4AggregatorCodec implements AttributeCodec<As4Aggregator> {

    @Override
    public int typeCode() {
        return AttributeType.AS4_AGGREGATOR;
    }

    @Override
    public Class<As4Aggregator> attributeClass() {
        return As4Aggregator.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_TRANSITIVE;
    }

    @Override
    public FaultAction whenMalformed() {
        return FaultAction.ATTRIBUTE_DISCARD;
    }

    @Override
    public As4Aggregator decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 8);
        long asNumber = raw.body().readUnsignedInt();
        // RFC 7607 §2.
        if (asNumber == 0) {
            throw malformed(UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, "AS 0");
        }
        return new As4Aggregator(
                new AsNumber(asNumber), new Ipv4Address(raw.body().readInt()));
    }

    @Override
    public void encode(As4Aggregator attribute, ByteBuf out, CodecContext context) {
        AsPathSegments.encodeNumber(attribute.asNumber(), true, out);
        out.writeInt(attribute.address().bits());
    }
}
