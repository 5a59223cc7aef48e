package io.nightjar.fsm.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.MessageFramer;
import io.nightjar.bgp.error.BgpProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the stream into frames and decodes them one by one, each after the one before has been handled: an OPEN may change how
 * the next message is to be read, pausing holds back what has arrived already, and after a violation or a close nothing more
 * is looked at. Owned by the connection's event loop.
 */
final class FrameHandler extends ChannelInboundHandlerAdapter {

    private static final ByteToMessageDecoder.Cumulator CUMULATOR = ByteToMessageDecoder.MERGE_CUMULATOR;

    private final MessageCodec codec = new MessageCodec();
    private final NettyConnection connection;
    private @Nullable ByteBuf cumulation;
    private CodecContext context;
    private boolean paused = true;
    private boolean deaf;
    private boolean decoding;

    FrameHandler(NettyConnection connection, CodecContext initial) {
        this.connection = connection;
        this.context = initial;
    }

    void useContext(CodecContext next) {
        context = next;
    }

    void pause() {
        paused = true;
    }

    /** Goes on with what has arrived. */
    void resume() {
        paused = false;
        decode();
    }

    /** Whatever still arrives is thrown away. */
    void deafen() {
        deaf = true;
        if (!decoding) {
            release();
        }
    }

    boolean isPaused() {
        return paused;
    }

    @Override
    public void channelRead(ChannelHandlerContext handlerContext, Object message) {
        if (deaf) {
            ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf arrived = (ByteBuf) message;
        cumulation = cumulation == null ? arrived : CUMULATOR.cumulate(handlerContext.alloc(), cumulation, arrived);
        decode();
    }

    private void decode() {
        if (decoding) {
            return;
        }
        decoding = true;
        try {
            while (decodeOne()) {
                // One message at a time.
            }
        } finally {
            decoding = false;
        }
        if (deaf || (cumulation != null && !cumulation.isReadable())) {
            release();
        }
    }

    /** Whether there may be more. */
    private boolean decodeOne() {
        ByteBuf input = cumulation;
        if (paused || deaf || input == null) {
            return false;
        }
        try {
            int length = MessageFramer.frameLength(input, context.maxMessageLength());
            if (length < 0) {
                return false;
            }
            DecodedMessage decoded = codec.decode(input.readSlice(length), context);
            connection.received(decoded);
        } catch (BgpProtocolException violation) {
            connection.violated(violation);
            deafen();
        } catch (RuntimeException fault) {
            connection.failed(fault);
            deafen();
        }
        return true;
    }

    private void release() {
        if (cumulation != null) {
            cumulation.release();
            cumulation = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext handlerContext) {
        deafen();
    }

    @Override
    public void channelInactive(ChannelHandlerContext handlerContext) {
        connection.lost("connection closed by the peer");
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext handlerContext) {
        if (handlerContext.channel().isWritable()) {
            connection.becameWritable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handlerContext, Throwable cause) {
        connection.failed(cause);
    }
}
