package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.Capability;

/** One capability's value in both directions; code and length are written around it. */
interface CapabilityCodec<T extends Capability> {

    int code();

    Class<T> capabilityClass();

    /** Whether a value of that many octets can be one. */
    boolean acceptsLength(int length);

    /** Reads all of a value whose length {@link #acceptsLength} has accepted. */
    T decode(ByteBuf value);

    void encode(T capability, ByteBuf out);
}
