package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.net.Octets;

/**
 * One attribute as it lies in the message.
 *
 * @param flags all eight bits
 * @param typeCode the type code
 * @param body the value, read from its beginning
 * @param whole flags, type, length and value
 */
record RawAttribute(int flags, int typeCode, ByteBuf body, ByteBuf whole) {

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    int length() {
        return body.readableBytes();
    }

    /** RFC 4271 §6.3: what a NOTIFICATION about this attribute carries. */
    Octets octets() {
        return Wire.octets(whole);
    }
}
