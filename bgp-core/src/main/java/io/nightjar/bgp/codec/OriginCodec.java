package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.error.UpdateSubcode;

/** ORIGIN (RFC 4271 §4.3 a; RFC 7606 §7.1). */
final class OriginCodec implements AttributeCodec<Origin> {

    @Override
    public int typeCode() {
        return AttributeType.ORIGIN;
    }

    @Override
    public Class<Origin> attributeClass() {
        return Origin.class;
    }

    @Override
    public int category() {
        return AttributeFlags.WELL_KNOWN;
    }

    @Override
    public Origin decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 1);
        int code = raw.body().readUnsignedByte();
        return switch (code) {
            case 0 -> Origin.IGP;
            case 1 -> Origin.EGP;
            case 2 -> Origin.INCOMPLETE;
            default -> throw malformed(UpdateSubcode.INVALID_ORIGIN_ATTRIBUTE, "a value of " + code);
        };
    }

    @Override
    public void encode(Origin attribute, ByteBuf out, CodecContext context) {
        out.writeByte(attribute.code());
    }
}
