package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import java.util.ArrayList;
import java.util.List;

/** LARGE_COMMUNITIES (RFC 8092 §3, §6). */
final class LargeCommunitiesCodec implements AttributeCodec<LargeCommunities> {

    @Override
    public int typeCode() {
        return AttributeType.LARGE_COMMUNITIES;
    }

    @Override
    public Class<LargeCommunities> attributeClass() {
        return LargeCommunities.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_TRANSITIVE;
    }

    @Override
    public LargeCommunities decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireMultiple(raw, 12);
        ByteBuf body = raw.body();
        List<LargeCommunity> values = new ArrayList<>(raw.length() / 12);
        while (body.isReadable()) {
            values.add(new LargeCommunity(body.readUnsignedInt(), body.readUnsignedInt(), body.readUnsignedInt()));
        }
        return new LargeCommunities(values, raw.is(AttributeFlags.PARTIAL));
    }

    @Override
    public void encode(LargeCommunities attribute, ByteBuf out, CodecContext context) {
        for (LargeCommunity value : attribute.values()) {
            out.writeInt((int) value.globalAdministrator());
            out.writeInt((int) value.localData1());
            out.writeInt((int) value.localData2());
        }
    }

    @Override
    public boolean partial(LargeCommunities attribute) {
        return attribute.partial();
    }
}
