package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;

/** One attribute's value in both directions, and what its RFC says about its flags and faults. */
interface AttributeCodec<T extends PathAttribute> {

    int typeCode();

    Class<T> attributeClass();

    /** The Optional and Transitive bits that the attribute must have. */
    int category();

    /** What a malformed attribute leads to (RFC 7606 §7). */
    default FaultAction whenMalformed() {
        return FaultAction.TREAT_AS_WITHDRAW;
    }

    /** What flags in conflict with the type lead to (RFC 7606 §3 (c)), unless the attribute's RFC says otherwise. */
    default FaultAction whenFlagsConflict() {
        return FaultAction.TREAT_AS_WITHDRAW;
    }

    /** Whether the attribute is discarded, whatever it says, when an external peer sent it (RFC 7606 §7.5, §7.9, §7.10). */
    default boolean internalOnly() {
        return false;
    }

    /** Reads the whole of {@code raw}'s body. */
    T decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException;

    /** Writes the body; flags, type and length are written around it. */
    void encode(T attribute, ByteBuf out, CodecContext context);

    /** The Partial bit to send. */
    default boolean partial(T attribute) {
        return false;
    }

    /** Insists on a body of {@code length} octets. */
    default void requireLength(RawAttribute raw, int length) throws MalformedAttributeException {
        if (raw.length() != length) {
            throw wrongLength(raw);
        }
    }

    /** Insists on a body of one or more runs of {@code length} octets (RFC 7606 §4: no octets are none). */
    default void requireMultiple(RawAttribute raw, int length) throws MalformedAttributeException {
        if (raw.length() == 0 || raw.length() % length != 0) {
            throw wrongLength(raw);
        }
    }

    /** A length that the attribute cannot have. */
    default MalformedAttributeException wrongLength(RawAttribute raw) {
        return malformed(UpdateSubcode.ATTRIBUTE_LENGTH_ERROR, "a length of " + raw.length());
    }

    /** A fault with the attribute's own treatment. */
    default MalformedAttributeException malformed(int subcode, String reason) {
        return new MalformedAttributeException(whenMalformed(), subcode, reason);
    }
}
