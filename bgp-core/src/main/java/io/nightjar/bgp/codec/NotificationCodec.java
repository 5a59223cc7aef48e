package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.Octets;

/** NOTIFICATION (RFC 4271 §4.5). No content of it can be wrong: there is nobody left to tell. */
final class NotificationCodec {

    private static final int FIXED_LENGTH = 2;

    NotificationMessage decode(ByteBuf body) {
        NotificationCode code = new NotificationCode(body.readUnsignedByte());
        int subcode = body.readUnsignedByte();
        return new NotificationMessage(code, subcode, Wire.octets(body));
    }

    /** Data that does not fit is cut: the diagnosis is worth less than the message. */
    void encode(NotificationMessage message, ByteBuf out, int maxBodyLength) {
        out.writeByte(message.code().value());
        out.writeByte(message.subcode());
        Octets data = message.data();
        out.writeBytes(data.toBytes(), 0, Math.min(data.length(), maxBodyLength - FIXED_LENGTH));
    }
}
