package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.LocalPref;

/** LOCAL_PREF (RFC 4271 §4.3 e; RFC 7606 §7.5). */
final class LocalPrefCodec implements AttributeCodec<LocalPref> {

    @Override
    public int typeCode() {
        return AttributeType.LOCAL_PREF;
    }

    @Override
    public Class<LocalPref> attributeClass() {
        return LocalPref.class;
    }

    @Override
    public int category() {
        return AttributeFlags.WELL_KNOWN;
    }

    @Override
    public boolean internalOnly() {
        return true;
    }

    @Override
    public LocalPref decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 4);
        return LocalPref.of(raw.body().readUnsignedInt());
    }

    @Override
    public void encode(LocalPref attribute, ByteBuf out, CodecContext context) {
        out.writeInt((int) attribute.value());
    }
}
