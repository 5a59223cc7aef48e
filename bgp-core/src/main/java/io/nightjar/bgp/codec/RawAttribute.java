package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.net.Octets;

/**
 * One attribute as it lies in the message.
 *
 * @param flags all eight bits
 * @param typeCode the type code
 * @param body the value, read from its beginning
 * @param list where it lies
 * @param start where in there its flags are; {@code body} follows after two or three octets more
 */
record RawAttribute(int flags, int typeCode, ByteBuf body, ByteBuf list, int start) {

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    int length() {
        return body.readableBytes();
    }

    /** RFC 4271 §6.3: what a NOTIFICATION about this attribute carries. */
    Octets octets() {
        int header = is(AttributeFlags.EXTENDED_LENGTH) ? 4 : 3;
        return Wire.octets(list.slice(start, header + body.writerIndex()));
    }
}
