package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.net.AddressFamily;

/** MP_UNREACH_NLRI of a negotiated family (RFC 4760 §4; RFC 7606 §7.12). */
final class MpUnreachNlriCodec implements AttributeCodec<MpUnreachNlri> {

    private static final int LEAST_LENGTH = 3;

    @Override
    public int typeCode() {
        return AttributeType.MP_UNREACH_NLRI;
    }

    @Override
    public Class<MpUnreachNlri> attributeClass() {
        return MpUnreachNlri.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_NON_TRANSITIVE;
    }

    @Override
    public FaultAction whenMalformed() {
        return FaultAction.SESSION_RESET;
    }

    @Override
    public MpUnreachNlri decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        ByteBuf body = raw.body();
        if (body.readableBytes() < LEAST_LENGTH) {
            throw malformed(UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, "a length of " + raw.length());
        }
        AddressFamily family = Wire.readFamily(body);
        boolean addPath = context.addPathReceive().contains(family);
        try {
            return new MpUnreachNlri(family, NlriCodec.decode(body, family.afi(), addPath));
        } catch (MalformedNlriException e) {
            throw malformed(UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, e.reason());
        }
    }

    @Override
    public void encode(MpUnreachNlri attribute, ByteBuf out, CodecContext context) {
        AddressFamily family = attribute.family();
        Wire.writeFamily(family, out);
        NlriCodec.encode(attribute.withdrawn(), context.addPathSend().contains(family), out);
    }
}
