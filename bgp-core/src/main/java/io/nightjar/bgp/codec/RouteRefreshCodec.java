package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.RouteRefreshSubcode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;

/** ROUTE-REFRESH (RFC 2918 §3, RFC 7313 §3). */
final class RouteRefreshCodec {

    private static final int BODY_LENGTH = 4;

    /** The framer has seen to at least four octets of body. */
    RouteRefreshMessage decode(ByteBuf frame, ByteBuf body) throws BgpProtocolException {
        int length = body.readableBytes();
        int afi = body.readUnsignedShort();
        int subtype = body.readUnsignedByte();
        int safi = body.readUnsignedByte();
        // RFC 7313 §5: unknown subtypes are to be ignored whatever follows them. We never negotiate outbound route
        // filters (RFC 5291), so nothing may follow the known ones.
        if (length != BODY_LENGTH && subtype <= RouteRefreshMessage.END) {
            NotificationMessage notification = NotificationMessage.of(
                    NotificationCode.ROUTE_REFRESH_MESSAGE_ERROR,
                    RouteRefreshSubcode.INVALID_MESSAGE_LENGTH,
                    Wire.octets(frame));
            throw new BgpProtocolException(notification, "a body of " + length + " octets");
        }
        return new RouteRefreshMessage(Wire.family(afi, safi), subtype);
    }

    void encode(RouteRefreshMessage message, ByteBuf out) {
        AddressFamily family = message.family();
        out.writeShort(family.afi().value());
        out.writeByte(message.subtype());
        out.writeByte(family.safi().value());
    }
}
