package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.Capability;

/** A capability that says all by being there: RFC 2918 §2, RFC 7313 §3.1, RFC 8654 §3. */
record EmptyCapabilityCodec<T extends Capability>(int code, Class<T> capabilityClass, T instance)
        implements CapabilityCodec<T> {

    @Override
    public boolean acceptsLength(int length) {
        return length == 0;
    }

    @Override
    public T decode(ByteBuf value) {
        return instance;
    }

    @Override
    public void encode(T capability, ByteBuf out) {}
}
