package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.peer.PeerType;

/** AS_PATH (RFC 4271 §4.3 b; RFC 7606 §7.2), two or four octets a number (RFC 6793 §4.1). */
final class AsPathCodec implements AttributeCodec<AsPath> {

    @Override
    public int typeCode() {
        return AttributeType.AS_PATH;
    }

    @Override
    public Class<AsPath> attributeClass() {
        return AsPath.class;
    }

    @Override
    public int category() {
        return AttributeFlags.WELL_KNOWN;
    }

    @Override
    public AsPath decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        AsPath path;
        try {
            path = AsPathSegments.decode(raw.body(), context.fourOctetAs());
        } catch (MalformedAsPathException e) {
            throw malformed(UpdateSubcode.MALFORMED_AS_PATH, e.reason());
        }
        // RFC 5065 §5: we are in no confederation, so no external peer is in ours.
        if (context.peerType() == PeerType.EXTERNAL && AsPathSegments.hasConfederation(path)) {
            throw malformed(UpdateSubcode.MALFORMED_AS_PATH, "a confederation segment from an external peer");
        }
        return path;
    }

    @Override
    public void encode(AsPath attribute, ByteBuf out, CodecContext context) {
        AsPathSegments.encode(attribute, context.fourOctetAs(), out);
    }
}
