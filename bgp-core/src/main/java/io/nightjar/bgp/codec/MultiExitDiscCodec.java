package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MultiExitDisc;

/** MULTI_EXIT_DISC (RFC 4271 §4.3 d; RFC 7606 §7.4). */
final class MultiExitDiscCodec implements AttributeCodec<MultiExitDisc> {

    @Override
    public int typeCode() {
        return AttributeType.MULTI_EXIT_DISC;
    }

    @Override
    public Class<MultiExitDisc> attributeClass() {
        return MultiExitDisc.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_NON_TRANSITIVE;
    }

    @Override
    public MultiExitDisc decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 4);
        return new MultiExitDisc(raw.body().readUnsignedInt());
    }

    @Override
    public void encode(MultiExitDisc attribute, ByteBuf out, CodecContext context) {
        out.writeInt((int) attribute.value());
    }
}
