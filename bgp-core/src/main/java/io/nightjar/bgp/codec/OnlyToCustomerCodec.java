package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.net.AsNumber;

/** ONLY_TO_CUSTOMER (RFC 9234 §5): four octets; a malformed one withdraws. */
final class OnlyToCustomerCodec implements AttributeCodec<OnlyToCustomer> {

    @Override
    public int typeCode() {
        return AttributeType.ONLY_TO_CUSTOMER;
    }

    @Override
    public Class<OnlyToCustomer> attributeClass() {
        return OnlyToCustomer.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_TRANSITIVE;
    }

    @Override
    public OnlyToCustomer decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 4);
        long asNumber = raw.body().readUnsignedInt();
        // RFC 7607 §2.
        if (asNumber == 0) {
            throw malformed(UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, "AS 0");
        }
        return new OnlyToCustomer(new AsNumber(asNumber), raw.is(AttributeFlags.PARTIAL));
    }

    @Override
    public void encode(OnlyToCustomer attribute, ByteBuf out, CodecContext context) {
        out.writeInt((int) attribute.asNumber().value());
    }

    @Override
    public boolean partial(OnlyToCustomer attribute) {
        return attribute.partial();
    }
}
