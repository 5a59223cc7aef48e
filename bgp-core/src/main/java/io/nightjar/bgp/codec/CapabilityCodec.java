package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.Capability;

/** One capability's value in both directions; code and length are written around it. */
interface CapabilityCodec<T extends Capability> {

    int code();

    Class<T> capabilityClass();

    /** The value's only possible length. */
    int length();

    /** Reads a value of exactly {@link #length()} octets. */
    T decode(ByteBuf value);

    void encode(T capability, ByteBuf out);
}
