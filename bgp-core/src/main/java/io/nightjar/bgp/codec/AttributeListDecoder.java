package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.peer.PeerType;
import java.util.Optional;

/** The path attributes of an UPDATE (RFC 4271 §4.3), each by its own codec; every fault becomes data. */
final class AttributeListDecoder {

    private static final int LEAST_LENGTH = 3;
    private static final int LEAST_EXTENDED_LENGTH = 4;
    private static final int FAMILY_LENGTH = 3;

    void decode(ByteBuf in, UpdateAssembly update, CodecContext context) {
        while (in.isReadable()) {
            int start = in.readerIndex();
            int available = in.readableBytes();
            int flags = in.readUnsignedByte();
            boolean extended = (flags & AttributeFlags.EXTENDED_LENGTH) != 0;
            if (available < (extended ? LEAST_EXTENDED_LENGTH : LEAST_LENGTH)) {
                listFault(FaultAction.TREAT_AS_WITHDRAW, available + " octets after the last attribute", update);
                return;
            }
            int typeCode = in.readUnsignedByte();
            int length = extended ? in.readUnsignedShort() : in.readUnsignedByte();
            if (length > in.readableBytes()) {
                overrun(typeCode, update);
                return;
            }
            ByteBuf body = in.readSlice(length);
            accept(new RawAttribute(flags, typeCode, body, in, start), update, context);
        }
    }

    /** RFC 7606 §4; when the cut falls into the routes themselves they cannot be found (§3 (j)). */
    private static void overrun(int typeCode, UpdateAssembly update) {
        FaultAction action = carriesRoutes(typeCode) ? FaultAction.SESSION_RESET : FaultAction.TREAT_AS_WITHDRAW;
        listFault(action, "attribute " + typeCode + " runs over the end", update);
    }

    private static void listFault(FaultAction action, String reason, UpdateAssembly update) {
        update.fault(0, action, UpdateSubcode.MALFORMED_ATTRIBUTE_LIST, Octets.EMPTY, reason);
    }

    private static boolean carriesRoutes(int typeCode) {
        return typeCode == AttributeType.MP_REACH_NLRI || typeCode == AttributeType.MP_UNREACH_NLRI;
    }

    private static void accept(RawAttribute raw, UpdateAssembly update, CodecContext context) {
        if (!update.markSeen(raw.typeCode())) {
            repeated(raw, update);
            return;
        }
        Optional<AttributeCodec<?>> codec = AttributeCodecs.forType(raw.typeCode());
        if (codec.isEmpty()) {
            unrecognized(raw, update);
        } else if (codec.get().internalOnly() && context.peerType() == PeerType.EXTERNAL) {
            discard(raw, UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, "sent by an external peer", update);
        } else if (flagsAgree(raw, codec.get(), update)) {
            recognized(raw, codec.get(), update, context);
        }
    }

    /** RFC 7606 §3 (g). */
    private static void repeated(RawAttribute raw, UpdateAssembly update) {
        if (carriesRoutes(raw.typeCode())) {
            fault(raw, FaultAction.SESSION_RESET, UpdateSubcode.MALFORMED_ATTRIBUTE_LIST, "occurs twice", update);
        } else {
            discard(raw, UpdateSubcode.MALFORMED_ATTRIBUTE_LIST, "occurs again", update);
        }
    }

    /** RFC 7606 §3 (c). Says whether there is anything left to be read: routes are, so that they can be withdrawn. */
    private static boolean flagsAgree(RawAttribute raw, AttributeCodec<?> codec, UpdateAssembly update) {
        if (AttributeFlags.category(raw.flags()) == codec.category()) {
            return true;
        }
        String reason = String.format("flags of 0x%02x", raw.flags());
        fault(raw, codec.whenFlagsConflict(), UpdateSubcode.ATTRIBUTE_FLAGS_ERROR, reason, update);
        return carriesRoutes(raw.typeCode());
    }

    private static void recognized(
            RawAttribute raw, AttributeCodec<?> codec, UpdateAssembly update, CodecContext context) {
        if (As4Transition.isTransitional(raw.typeCode()) && context.fourOctetAs()) {
            // RFC 6793 §4.1, §6: a new speaker does not send these to another.
            discard(raw, UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, "sent by a four-octet speaker", update);
        } else if (carriesRoutes(raw.typeCode()) && isForeign(raw.body(), context)) {
            foreign(raw, update);
        } else {
            if (As4Transition.isTransitional(raw.typeCode())) {
                // The merge makes it disappear.
                update.drop(raw);
            }
            decode(raw, codec, update, context);
        }
    }

    private static void decode(RawAttribute raw, AttributeCodec<?> codec, UpdateAssembly update, CodecContext context) {
        try {
            update.add(codec.decode(raw, context));
        } catch (MalformedAttributeException e) {
            fault(raw, e.action(), e.subcode(), e.reason(), update);
        }
    }

    /** RFC 4760 §3, §8: what was not negotiated is ignored, whatever it looks like inside. */
    private static boolean isForeign(ByteBuf body, CodecContext context) {
        if (body.readableBytes() < FAMILY_LENGTH) {
            return false;
        }
        AddressFamily family = Wire.readFamily(body.duplicate());
        boolean spoken = family.equals(AddressFamily.IPV4_UNICAST) || family.equals(AddressFamily.IPV6_UNICAST);
        return !spoken || !context.families().contains(family);
    }

    private static void foreign(RawAttribute raw, UpdateAssembly update) {
        if (raw.typeCode() == AttributeType.MP_REACH_NLRI) {
            update.markForeignRoutes();
        }
        AddressFamily family = Wire.readFamily(raw.body().duplicate());
        String reason = "routes of " + family + ", which was not negotiated";
        discard(raw, UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, reason, update);
    }

    private static void unrecognized(RawAttribute raw, UpdateAssembly update) {
        Optional<CarriedAttribute.Fault> carried = CarriedAttribute.check(raw);
        if (carried.isPresent()) {
            CarriedAttribute.Fault fault = carried.get();
            fault(raw, fault.action(), fault.subcode(), fault.reason(), update);
        } else if (!raw.is(AttributeFlags.OPTIONAL)) {
            // RFC 4271 §6.3.
            int subcode = UpdateSubcode.UNRECOGNIZED_WELL_KNOWN_ATTRIBUTE;
            fault(raw, FaultAction.SESSION_RESET, subcode, "not recognized, but well-known", update);
        } else if (raw.is(AttributeFlags.TRANSITIVE)) {
            boolean partial = raw.is(AttributeFlags.PARTIAL);
            update.add(new UnknownAttribute(raw.typeCode(), true, partial, Wire.octets(raw.body())));
        } else {
            // RFC 4271 §5: quietly ignored.
            update.drop(raw);
        }
    }

    private static void discard(RawAttribute raw, int subcode, String reason, UpdateAssembly update) {
        fault(raw, FaultAction.ATTRIBUTE_DISCARD, subcode, reason, update);
    }

    private static void fault(RawAttribute raw, FaultAction action, int subcode, String reason, UpdateAssembly update) {
        update.drop(raw);
        update.fault(raw.typeCode(), action, subcode, raw.octets(), reason);
    }
}
