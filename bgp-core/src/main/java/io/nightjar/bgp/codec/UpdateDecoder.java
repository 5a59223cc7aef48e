package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Octets;
import java.util.List;

/** UPDATE (RFC 4271 §4.3): structure first, then meaning, then the treatment of what was wrong (RFC 7606). */
final class UpdateDecoder {

    /** What a fault names when it is not about one attribute. */
    private static final int NO_ATTRIBUTE = 0;

    private final AttributeListDecoder attributeList = new AttributeListDecoder();

    /** The framer has seen to at least four octets of body. */
    DecodedMessage decode(ByteBuf body, CodecContext context) throws BgpProtocolException {
        ByteBuf withdrawn = readField(body, body.readUnsignedShort());
        if (body.readableBytes() < 2) {
            throw lengthsTooLarge();
        }
        ByteBuf attributes = readField(body, body.readUnsignedShort());
        UpdateAssembly update = new UpdateAssembly();
        update.withdraw(readRoutes(withdrawn, true, update, context));
        update.announce(readRoutes(body, false, update, context));
        boolean hasAttributes = attributes.isReadable();
        attributeList.decode(attributes, update, context);
        if (!context.fourOctetAs()) {
            As4Transition.merge(update);
        }
        UpdateValidator.validate(update, context);
        return FaultTreatment.apply(update, hasAttributes);
    }

    private static ByteBuf readField(ByteBuf body, int length) throws BgpProtocolException {
        if (length > body.readableBytes()) {
            throw lengthsTooLarge();
        }
        return body.readSlice(length);
    }

    /** RFC 7606 §3 (b): this case stays a reset. */
    private static BgpProtocolException lengthsTooLarge() {
        return new BgpProtocolException(
                NotificationMessage.of(NotificationCode.UPDATE_MESSAGE_ERROR, UpdateSubcode.MALFORMED_ATTRIBUTE_LIST),
                "a length field exceeds the message");
    }

    /** RFC 7606 §3 (i), §5.3: routes that cannot be read cannot be withdrawn either. */
    private static List<Nlri> readRoutes(
            ByteBuf field, boolean withdrawn, UpdateAssembly update, CodecContext context) {
        boolean addPath = context.addPathReceive().contains(AddressFamily.IPV4_UNICAST);
        List<Nlri> routes;
        try {
            routes = NlriCodec.decode(field, Afi.IPV4, addPath);
        } catch (MalformedNlriException e) {
            int subcode = withdrawn && e.overrun()
                    ? UpdateSubcode.MALFORMED_ATTRIBUTE_LIST
                    : UpdateSubcode.INVALID_NETWORK_FIELD;
            update.fault(NO_ATTRIBUTE, FaultAction.SESSION_RESET, subcode, Octets.EMPTY, e.reason());
            return List.of();
        }
        if (!routes.isEmpty() && !context.families().contains(AddressFamily.IPV4_UNICAST)) {
            update.fault(
                    NO_ATTRIBUTE,
                    FaultAction.ATTRIBUTE_DISCARD,
                    UpdateSubcode.INVALID_NETWORK_FIELD,
                    Octets.EMPTY,
                    "routes of ipv4-unicast, which was not negotiated");
            if (!withdrawn) {
                update.markForeignRoutes();
            }
            return List.of();
        }
        return routes;
    }
}
