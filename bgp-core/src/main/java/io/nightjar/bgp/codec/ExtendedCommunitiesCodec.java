package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import java.util.ArrayList;
import java.util.List;

/** EXTENDED_COMMUNITIES (RFC 4360 §2; RFC 7606 §7.14). */
final class ExtendedCommunitiesCodec implements AttributeCodec<ExtendedCommunities> {

    @Override
    public int typeCode() {
        return AttributeType.EXTENDED_COMMUNITIES;
    }

    @Override
    public Class<ExtendedCommunities> attributeClass() {
        return ExtendedCommunities.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_TRANSITIVE;
    }

    @Override
    public ExtendedCommunities decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireMultiple(raw, 8);
        ByteBuf body = raw.body();
        List<Long> values = new ArrayList<>(raw.length() / 8);
        while (body.isReadable()) {
            values.add(body.readLong());
        }
        return new ExtendedCommunities(values, raw.is(AttributeFlags.PARTIAL));
    }

    @Override
    public void encode(ExtendedCommunities attribute, ByteBuf out, CodecContext context) {
        for (Long value : attribute.values()) {
            out.writeLong(value);
        }
    }

    @Override
    public boolean partial(ExtendedCommunities attribute) {
        return attribute.partial();
    }
}
