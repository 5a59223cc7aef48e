package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.RoleCapability;

/** RFC 9234 §4.1: one octet. */
final class RoleCapabilityCodec implements CapabilityCodec<RoleCapability> {

    @Override
    public int code() {
        return RoleCapability.CODE;
    }

    @Override
    public Class<RoleCapability> capabilityClass() {
        return RoleCapability.class;
    }

    @Override
    public boolean acceptsLength(int length) {
        return length == 1;
    }

    @Override
    public RoleCapability decode(ByteBuf value) {
        return new RoleCapability(value.readUnsignedByte());
    }

    @Override
    public void encode(RoleCapability capability, ByteBuf out) {
        out.writeByte(capability.value());
    }
}
