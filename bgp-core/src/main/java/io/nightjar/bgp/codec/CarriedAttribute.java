package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Attributes that we do not use, but whose shape is known, so that a malformed one goes no further: other speakers have
 * reset sessions over exactly these. A well-formed one is carried like any unrecognized attribute.
 */
record CarriedAttribute(int typeCode, int category, FaultAction whenMalformed, Predicate<ByteBuf> shape) {

    private static final int INGRESS_REPLICATION = 6;
    private static final int LABEL_INDEX = 1;
    private static final int LABEL_INDEX_LENGTH = 7;
    private static final int LONG_SUB_TLV = 128;

    private static final List<CarriedAttribute> ALL = List.of(
            // PMSI_TUNNEL, RFC 6514 §5. Unknown tunnel types are carried.
            transitive(22, FaultAction.TREAT_AS_WITHDRAW, CarriedAttribute::isPmsi),
            // Tunnel Encapsulation, RFC 9012 §2 and §13.
            transitive(23, FaultAction.TREAT_AS_WITHDRAW, CarriedAttribute::isEncapsulation),
            // IPv6 Address Specific Extended Communities, RFC 5701 §2 and RFC 7606 §7.15.
            transitive(25, FaultAction.TREAT_AS_WITHDRAW, body -> body.isReadable() && body.readableBytes() % 20 == 0),
            // AIGP, RFC 7311 §3: not transitive, so never carried; a transitive one is discarded all the same.
            nonTransitive(26),
            // BGP-LS, RFC 9552 §5.3.
            nonTransitive(29),
            // BGP Prefix-SID, RFC 8669 §3 and §6.
            transitive(40, FaultAction.ATTRIBUTE_DISCARD, CarriedAttribute::isPrefixSid));

    private static CarriedAttribute transitive(int typeCode, FaultAction action, Predicate<ByteBuf> shape) {
        return new CarriedAttribute(typeCode, AttributeFlags.OPTIONAL_TRANSITIVE, action, shape);
    }

    private static CarriedAttribute nonTransitive(int typeCode) {
        return new CarriedAttribute(
                typeCode, AttributeFlags.OPTIONAL_NON_TRANSITIVE, FaultAction.ATTRIBUTE_DISCARD, body -> true);
    }

    /** What is wrong with an attribute, if it is one of these and anything is. */
    static Optional<Fault> check(RawAttribute raw) {
        return ALL.stream()
                .filter(known -> known.typeCode == raw.typeCode())
                .findFirst()
                .flatMap(known -> known.faultOf(raw));
    }

    private Optional<Fault> faultOf(RawAttribute raw) {
        if (AttributeFlags.category(raw.flags()) != category) {
            String reason = String.format("flags of 0x%02x", raw.flags());
            return Optional.of(new Fault(whenMalformed, UpdateSubcode.ATTRIBUTE_FLAGS_ERROR, reason));
        }
        return shape.test(raw.body().duplicate())
                ? Optional.empty()
                : Optional.of(new Fault(whenMalformed, UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, "malformed"));
    }

    private static boolean isPmsi(ByteBuf body) {
        int identifierLength = body.readableBytes() - 5;
        if (identifierLength < 0) {
            return false;
        }
        boolean ingressReplication = body.getUnsignedByte(body.readerIndex() + 1) == INGRESS_REPLICATION;
        return !ingressReplication || identifierLength == 4 || identifierLength == 16;
    }

    private static boolean isEncapsulation(ByteBuf body) {
        while (body.isReadable()) {
            if (body.readableBytes() < 4) {
                return false;
            }
            body.skipBytes(2);
            int length = body.readUnsignedShort();
            if (length > body.readableBytes() || !isSubTlvs(body.readSlice(length))) {
                return false;
            }
        }
        return true;
    }

    /** RFC 9012 §2: the length of a sub-TLV has one octet for types below 128, else two. */
    private static boolean isSubTlvs(ByteBuf body) {
        while (body.isReadable()) {
            boolean wide = body.readUnsignedByte() >= LONG_SUB_TLV;
            if (body.readableBytes() < (wide ? 2 : 1)) {
                return false;
            }
            int length = wide ? body.readUnsignedShort() : body.readUnsignedByte();
            if (length > body.readableBytes()) {
                return false;
            }
            body.skipBytes(length);
        }
        return true;
    }

    /** A type of 0 is reserved; zeros alone took sessions down in May 2025. */
    private static boolean isPrefixSid(ByteBuf body) {
        boolean any = false;
        while (body.isReadable()) {
            if (body.readableBytes() < 3) {
                return false;
            }
            int type = body.readUnsignedByte();
            int length = body.readUnsignedShort();
            boolean wrongIndex = type == LABEL_INDEX && length != LABEL_INDEX_LENGTH;
            if (type == 0 || wrongIndex || length > body.readableBytes()) {
                return false;
            }
            body.skipBytes(length);
            any = true;
        }
        return any;
    }

    /** What is wrong and what it leads to. */
    record Fault(FaultAction action, int subcode, String reason) {}
}
