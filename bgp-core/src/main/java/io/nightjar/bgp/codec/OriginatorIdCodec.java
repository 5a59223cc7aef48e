package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.net.BgpIdentifier;

/** ORIGINATOR_ID (RFC 4456 §8; RFC 7606 §7.9). */
final class OriginatorIdCodec implements AttributeCodec<OriginatorId> {

    @Override
    public int typeCode() {
        return AttributeType.ORIGINATOR_ID;
    }

    @Override
    public Class<OriginatorId> attributeClass() {
        return OriginatorId.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_NON_TRANSITIVE;
    }

    @Override
    public boolean internalOnly() {
        return true;
    }

    @Override
    public OriginatorId decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 4);
        return new OriginatorId(new BgpIdentifier(raw.body().readInt()));
    }

    @Override
    public void encode(OriginatorId attribute, ByteBuf out, CodecContext context) {
        out.writeInt(attribute.identifier().bits());
    }
}
