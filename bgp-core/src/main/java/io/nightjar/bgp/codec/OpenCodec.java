package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.OpenSubcode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Octets;
import java.util.ArrayList;
import java.util.List;

/** OPEN (RFC 4271 §4.2) with its optional parameters (RFC 5492 §4, RFC 9072 §2). */
final class OpenCodec {

    private static final int CAPABILITIES_PARAMETER = 2;
    private static final int EXTENDED_LENGTH_PARAMETER = 255;
    private static final int MAX_SHORT_LENGTH = 255;

    OpenMessage decode(ByteBuf body) throws BgpProtocolException {
        int version = body.readUnsignedByte();
        if (version != OpenMessage.VERSION_4) {
            // RFC 4271 §6.2: the data is the largest version that we speak.
            Octets supported = Octets.of((byte) 0, (byte) OpenMessage.VERSION_4);
            throw new BgpProtocolException(
                    NotificationMessage.of(
                            NotificationCode.OPEN_MESSAGE_ERROR, OpenSubcode.UNSUPPORTED_VERSION_NUMBER, supported),
                    "version " + version);
        }
        AsNumber asNumber = new AsNumber(body.readUnsignedShort());
        int holdTimeSeconds = body.readUnsignedShort();
        BgpIdentifier identifier = new BgpIdentifier(body.readInt());
        return new OpenMessage(version, asNumber, holdTimeSeconds, identifier, readParameters(body));
    }

    private static Capabilities readParameters(ByteBuf body) throws BgpProtocolException {
        int length = body.readUnsignedByte();
        boolean extended = length > 0
                && body.isReadable()
                && body.getUnsignedByte(body.readerIndex()) == EXTENDED_LENGTH_PARAMETER;
        if (extended) {
            // RFC 9072 §2: the short length is ignored, the real one follows the marker in two octets.
            body.skipBytes(1);
            length = readLength(body, true);
        }
        if (length != body.readableBytes()) {
            throw malformed(body.readableBytes() + " octets of optional parameters, announced as " + length);
        }
        List<Capability> capabilities = new ArrayList<>();
        while (body.isReadable()) {
            readParameter(body, extended, capabilities);
        }
        return new Capabilities(capabilities);
    }

    private static void readParameter(ByteBuf body, boolean extended, List<Capability> capabilities)
            throws BgpProtocolException {
        int type = body.readUnsignedByte();
        int length = readLength(body, extended);
        if (length > body.readableBytes()) {
            throw malformed("optional parameter " + type + " runs over the end");
        }
        if (type != CAPABILITIES_PARAMETER) {
            throw new BgpProtocolException(
                    NotificationMessage.of(
                            NotificationCode.OPEN_MESSAGE_ERROR, OpenSubcode.UNSUPPORTED_OPTIONAL_PARAMETER),
                    "optional parameter " + type);
        }
        CapabilityCodecs.decode(body.readSlice(length), capabilities);
    }

    private static int readLength(ByteBuf body, boolean extended) throws BgpProtocolException {
        if (body.readableBytes() < (extended ? 2 : 1)) {
            throw malformed("an optional parameter without its length");
        }
        return extended ? body.readUnsignedShort() : body.readUnsignedByte();
    }

    /** RFC 4271 §6.2: an error without a subcode of its own. */
    static BgpProtocolException malformed(String reason) {
        return new BgpProtocolException(
                NotificationMessage.of(NotificationCode.OPEN_MESSAGE_ERROR, OpenSubcode.UNSPECIFIC), reason);
    }

    /** All capabilities go into one parameter, as RFC 5492 §4 recommends. */
    void encode(OpenMessage message, ByteBuf out) {
        out.writeByte(message.version());
        out.writeShort((int) message.myAutonomousSystem().value());
        out.writeShort(message.holdTimeSeconds());
        out.writeInt(message.identifier().bits());
        ByteBuf capabilities = Unpooled.buffer();
        CapabilityCodecs.encode(message.capabilities(), capabilities);
        int length = capabilities.readableBytes();
        if (length == 0) {
            out.writeByte(0);
        } else if (length + 2 <= MAX_SHORT_LENGTH) {
            out.writeByte(length + 2);
            out.writeByte(CAPABILITIES_PARAMETER);
            out.writeByte(length);
        } else {
            out.writeByte(EXTENDED_LENGTH_PARAMETER);
            out.writeByte(EXTENDED_LENGTH_PARAMETER);
            out.writeShort(length + 3);
            out.writeByte(CAPABILITIES_PARAMETER);
            out.writeShort(length);
        }
        out.writeBytes(capabilities);
    }
}
