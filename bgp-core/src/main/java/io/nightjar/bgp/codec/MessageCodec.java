package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;

/** Whole messages to values and back. Without state: one instance can serve all sessions and threads. */
public final class MessageCodec {

    private final OpenCodec openCodec = new OpenCodec();
    private final NotificationCodec notificationCodec = new NotificationCodec();
    private final RouteRefreshCodec routeRefreshCodec = new RouteRefreshCodec();
    private final UpdateDecoder updateDecoder = new UpdateDecoder();

    /**
     * Decodes one message.
     *
     * @param frame exactly one message with its header, as {@link MessageFramer} delimits it; its indices are not moved
     *     and the result does not refer to it
     * @throws BgpProtocolException if the session has to end
     */
    public DecodedMessage decode(ByteBuf frame, CodecContext context) throws BgpProtocolException {
        if (MessageFramer.frameLength(frame, context.maxMessageLength()) != frame.readableBytes()) {
            throw MessageFramer.badLength(frame.readableBytes() & 0xffff);
        }
        ByteBuf body = frame.slice(
                frame.readerIndex() + MessageFramer.HEADER_LENGTH, frame.readableBytes() - MessageFramer.HEADER_LENGTH);
        int code = frame.getUnsignedByte(frame.readerIndex() + MessageFramer.HEADER_LENGTH - 1);
        MessageType type = MessageType.ofCode(code).orElseThrow();
        return switch (type) {
            case OPEN -> DecodedMessage.sound(openCodec.decode(body));
            case UPDATE -> updateDecoder.decode(body, context);
            case NOTIFICATION -> DecodedMessage.sound(notificationCodec.decode(body));
            case KEEPALIVE -> DecodedMessage.sound(KeepaliveMessage.INSTANCE);
            case ROUTE_REFRESH -> DecodedMessage.sound(routeRefreshCodec.decode(frame, body));
        };
    }

    /**
     * Encodes one message with its header.
     *
     * @throws MessageTooLongException if it does not fit the session's limit
     */
    public byte[] encode(BgpMessage message, CodecContext context) {
        ByteBuf body = Unpooled.buffer();
        int limit = context.maxMessageLength();
        if (message instanceof OpenMessage open) {
            openCodec.encode(open, body);
            limit = CodecContext.STANDARD_MESSAGE_LENGTH;
        } else if (message instanceof UpdateMessage update) {
            UpdateWriter.write(update, body, context);
        } else if (message instanceof NotificationMessage notification) {
            notificationCodec.encode(notification, body, limit - MessageFramer.HEADER_LENGTH);
        } else if (message instanceof RouteRefreshMessage refresh) {
            routeRefreshCodec.encode(refresh, body);
        }
        return MessageFramer.frame(message.type(), body, limit);
    }
}
