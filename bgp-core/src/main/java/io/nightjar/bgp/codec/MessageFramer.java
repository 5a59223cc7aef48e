package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.HeaderSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.Octets;
import java.util.Arrays;

/** The message header (RFC 4271 §4.1): finds message borders in a stream, and writes headers. */
public final class MessageFramer {

    /** Marker, length and type. */
    public static final int HEADER_LENGTH = 19;

    private static final int MARKER_LENGTH = 16;
    private static final int LENGTH_OFFSET = 16;
    private static final int TYPE_OFFSET = 18;

    private MessageFramer() {}

    /**
     * Looks at the message that begins at the reader index, without consuming anything. A header that cannot be right is
     * an error as soon as it is complete, before its body arrives.
     *
     * @return the whole message's length, or -1 while not all of it is readable
     */
    public static int frameLength(ByteBuf in, int maxMessageLength) throws BgpProtocolException {
        if (in.readableBytes() < HEADER_LENGTH) {
            return -1;
        }
        int start = in.readerIndex();
        // RFC 4271 §6.1: marker, then length, then type.
        checkMarker(in, start);
        int length = in.getUnsignedShort(start + LENGTH_OFFSET);
        if (length < HEADER_LENGTH || length > maxMessageLength) {
            throw badLength(length);
        }
        checkForType(length, in.getUnsignedByte(start + TYPE_OFFSET));
        return in.readableBytes() < length ? -1 : length;
    }

    private static void checkMarker(ByteBuf in, int start) throws BgpProtocolException {
        if (in.getLong(start) != -1L || in.getLong(start + Long.BYTES) != -1L) {
            throw error(HeaderSubcode.CONNECTION_NOT_SYNCHRONIZED, Octets.EMPTY, "the marker is not all ones");
        }
    }

    private static void checkForType(int length, int code) throws BgpProtocolException {
        MessageType type = MessageType.ofCode(code)
                .orElseThrow(() -> error(
                        HeaderSubcode.BAD_MESSAGE_TYPE, Octets.of((byte) code), "there is no message type " + code));
        boolean possible = switch (type) {
            // RFC 8654 §4: OPEN and KEEPALIVE never grow.
            case OPEN -> length >= 29 && length <= CodecContext.STANDARD_MESSAGE_LENGTH;
            case UPDATE, ROUTE_REFRESH -> length >= 23;
            case NOTIFICATION -> length >= 21;
            case KEEPALIVE -> length == HEADER_LENGTH;
        };
        if (!possible) {
            throw badLength(length);
        }
    }

    /** RFC 4271 §6.1: the data is the erroneous length field. */
    static BgpProtocolException badLength(int length) {
        Octets data = Octets.of((byte) (length >>> 8), (byte) length);
        return error(HeaderSubcode.BAD_MESSAGE_LENGTH, data, "a message of " + length + " octets");
    }

    private static BgpProtocolException error(int subcode, Octets data, String reason) {
        return new BgpProtocolException(
                NotificationMessage.of(NotificationCode.MESSAGE_HEADER_ERROR, subcode, data), reason);
    }

    /** Puts a header before a body. */
    static byte[] frame(MessageType type, ByteBuf body, int maxMessageLength) {
        int length = HEADER_LENGTH + body.readableBytes();
        if (length > maxMessageLength) {
            throw new MessageTooLongException(length, maxMessageLength);
        }
        byte[] message = new byte[length];
        Arrays.fill(message, 0, MARKER_LENGTH, (byte) 0xff);
        message[LENGTH_OFFSET] = (byte) (length >>> 8);
        message[LENGTH_OFFSET + 1] = (byte) length;
        message[TYPE_OFFSET] = (byte) type.code();
        body.getBytes(body.readerIndex(), message, HEADER_LENGTH, body.readableBytes());
        return message;
    }
}
