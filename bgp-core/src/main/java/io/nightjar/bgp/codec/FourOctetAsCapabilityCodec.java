package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.net.AsNumber;

/** RFC 6793 §3: the AS number in four octets. */
final class FourOctetAsCapabilityCodec implements CapabilityCodec<FourOctetAsCapability> {

    @Override
    public int code() {
        return FourOctetAsCapability.CODE;
    }

    @Override
    public Class<FourOctetAsCapability> capabilityClass() {
        return FourOctetAsCapability.class;
    }

    @Override
    public boolean acceptsLength(int length) {
        return length == 4;
    }

    @Override
    public FourOctetAsCapability decode(ByteBuf value) {
        return new FourOctetAsCapability(new AsNumber(value.readUnsignedInt()));
    }

    @Override
    public void encode(FourOctetAsCapability capability, ByteBuf out) {
        out.writeInt((int) capability.asNumber().value());
    }
}
