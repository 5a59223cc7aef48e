package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.MultiprotocolCapability;

/** RFC 4760 §8: AFI, a reserved octet that is ignored, SAFI. */
final class MultiprotocolCapabilityCodec implements CapabilityCodec<MultiprotocolCapability> {

    @Override
    public int code() {
        return MultiprotocolCapability.CODE;
    }

    @Override
    public Class<MultiprotocolCapability> capabilityClass() {
        return MultiprotocolCapability.class;
    }

    @Override
    public boolean acceptsLength(int length) {
        return length == 4;
    }

    @Override
    public MultiprotocolCapability decode(ByteBuf value) {
        int afi = value.readUnsignedShort();
        value.skipBytes(1);
        return new MultiprotocolCapability(Wire.family(afi, value.readUnsignedByte()));
    }

    @Override
    public void encode(MultiprotocolCapability capability, ByteBuf out) {
        out.writeShort(capability.family().afi().value());
        out.writeByte(0);
        out.writeByte(capability.family().safi().value());
    }
}
