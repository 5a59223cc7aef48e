package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import java.util.ArrayList;
import java.util.List;

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
        List<Community> values = new ArrayList<>(raw.length() / 4);
        while (body.isReadable()) {
            values.add(new Community(body.readInt()));
        }
        return new Communities(values, raw.is(AttributeFlags.PARTIAL));
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
