package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;

/** COMMUNITIES (RFC 1997; RFC 7606 §7.8). */
final class CommunitiesCodec implements AttributeCodec<Communities> {

    @Override
    public int typeCode() {
        return AttributeType.COMMUNITIES;
    }

    @Override
    public Class<Communities> attributeClass() {
        return Communities.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_TRANSITIVE;
    }

    @Override
    public Communities decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireMultiple(raw, 4);
        ByteBuf body = raw.body();
        int[] values = new int[raw.length() / 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = body.readInt();
        }
        return Communities.ofBits(raw.is(AttributeFlags.PARTIAL), values);
    }

    @Override
    public void encode(Communities attribute, ByteBuf out, CodecContext context) {
        for (Community value : attribute.values()) {
            out.writeInt(value.bits());
        }
    }

    @Override
    public boolean partial(Communities attribute) {
        return attribute.partial();
    }
}
