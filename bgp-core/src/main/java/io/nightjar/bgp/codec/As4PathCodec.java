package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.As4Path;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;

/** AS4_PATH (RFC 6793 §3, §6). Confederation segments survive reading; the merge with AS_PATH drops them. */
final class As4PathCodec implements AttributeCodec<As4Path> {

    @Override
    public int typeCode() {
        return AttributeType.AS4_PATH;
    }

    @Override
    public Class<As4Path> attributeClass() {
        return As4Path.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_TRANSITIVE;
    }

    @Override
    public FaultAction whenMalformed() {
        return FaultAction.ATTRIBUTE_DISCARD;
    }

    @Override
    public As4Path decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        // RFC 6793 §6: a segment with one number is the least that it can carry.
        if (raw.length() < 6) {
            throw wrongLength(raw);
        }
        try {
            return new As4Path(AsPathSegments.decode(raw.body(), true));
        } catch (MalformedAsPathException e) {
            throw malformed(UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, e.reason());
        }
    }

    @Override
    public void encode(As4Path attribute, ByteBuf out, CodecContext context) {
        AsPathSegments.encode(attribute.path(), true, out);
    }
}
