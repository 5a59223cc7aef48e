package io.nightjar.fsm.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.session.Connection;
import io.nightjar.fsm.session.ConnectionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection. Owned by its event loop; {@link #send(List)} and {@link #isWritable} work from any thread.
 */
final class NettyConnection implements Connection {

    /** How long a closed connection may take to say its last words, and the peer to hear them. */
    static final int LINGER_MILLIS = 2000;

    /** Until the OPENs have been exchanged only their framing matters. */
    static final CodecContext BEFORE_OPEN =
            CodecContext.standard(PeerType.EXTERNAL, false, Set.of(AddressFamily.IPV4_UNICAST));

    private final Channel channel;
    private final IpAddress localAddress;
    private final IpAddress remoteAddress;
    private final MessageCodec codec = new MessageCodec();
    private final FrameHandler frames;
    private CodecContext context = BEFORE_OPEN;
    private @Nullable ConnectionListener listener;
    private long writes;
    private boolean keepaliveWaits;
    private boolean closed;

    private NettyConnection(Channel channel) {
        this.channel = channel;
        this.localAddress = SocketAddresses.ipOf(channel.localAddress());
        this.remoteAddress = SocketAddresses.ipOf(channel.remoteAddress());
        this.frames = new FrameHandler(this, BEFORE_OPEN);
    }

    /** Wraps a channel that is connected, on its loop; nothing is read before a listener is attached. */
    static NettyConnection on(Channel channel) {
        NettyConnection connection = new NettyConnection(channel);
        channel.pipeline().addLast(connection.frames);
        return connection;
    }

    @Override
    public IpAddress localAddress() {
        return localAddress;
    }

    @Override
    public IpAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public void attach(ConnectionListener attached) {
        listener = attached;
        resumeReading();
    }

    @Override
    public void useContext(CodecContext next) {
        context = next;
        frames.useContext(next);
    }

    /** A KEEPALIVE that has not left says as much as two. */
    @Override
    public void send(BgpMessage message) {
        boolean keepalive = message instanceof KeepaliveMessage;
        if (keepalive && keepaliveWaits) {
            return;
        }
        ChannelFuture write = channel.writeAndFlush(Unpooled.wrappedBuffer(codec.encode(message, context)));
        if (keepalive) {
            keepaliveWaits = true;
            write.addListener(done -> keepaliveWaits = false);
        }
        write.addListener(this::written);
    }

    /**
     * What many peers are sent is one array, which is wrapped, not copied. Written through the channel itself rather than through a
     * task of ours, so that what waits for the loop counts against the high watermark at once.
     */
    @Override
    public void send(List<byte[]> messages) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(MessageBlock.of(messages).octets()))
                .addListener(this::written);
    }

    /** On the loop. What fails after a close has nobody to tell. */
    private void written(Future<? super Void> future) {
        writes++;
        Throwable cause = future.cause();
        if (cause != null && !closed) {
            failed(cause);
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    /** Of a write that is under way, what has left already counts, too. */
    @Override
    public long sendMark() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        if (waiting == null || waiting.totalPendingWriteBytes() == 0) {
            return NOTHING_WAITS;
        }
        return (writes << Integer.SIZE) + waiting.currentProgress();
    }

    @Override
    public void useSendHoldTime(Duration time) {
        SocketOptions.endWhenStalled(channel, time);
    }

    @Override
    public void pauseReading() {
        frames.pause();
        channel.config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        frames.resume();
        if (!frames.isPaused()) {
            channel.config().setAutoRead(true);
        }
    }

    /**
     * Lets everything written leave, half-closes, and waits for the peer to close or for the time to run out: closing at once
     * with input unread would reset the connection, and the peer might never see the NOTIFICATION.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        listener = null;
        frames.deafen();
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) this::halfClose);
        Outcome.unneeded(channel.eventLoop().schedule(this::closeNow, LINGER_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Override
    public void abort() {
        closed = true;
        listener = null;
        frames.deafen();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        closeNow();
    }

    private void halfClose(ChannelFuture flushed) {
        if (flushed.isSuccess() && channel instanceof DuplexChannel duplex) {
            Outcome.unneeded(duplex.shutdownOutput());
        } else {
            Outcome.unneeded(channel.close());
        }
    }

    private void closeNow() {
        Outcome.unneeded(channel.close());
    }

    void received(DecodedMessage decoded) {
        if (listener != null) {
            listener.messageReceived(decoded.message(), decoded.faults());
        }
    }

    void violated(BgpProtocolException violation) {
        if (listener != null) {
            listener.protocolViolated(violation);
        }
    }

    void becameWritable() {
        if (listener != null) {
            listener.writable();
        }
    }

    void lost(String reason) {
        closed = true;
        if (listener != null) {
            ConnectionListener told = listener;
            listener = null;
            told.connectionLost(TcpFailure.of(reason));
        }
    }

    /** Input or output has failed, or our own code has. */
    void failed(Throwable cause) {
        if (cause instanceof IOException) {
            lost("connection lost: " + cause.getMessage());
            Outcome.unneeded(channel.close());
        } else if (listener != null && cause instanceof RuntimeException fault) {
            listener.internalFault(fault);
        } else {
            lost("connection lost: " + cause);
            Outcome.unneeded(channel.close());
        }
    }
}
