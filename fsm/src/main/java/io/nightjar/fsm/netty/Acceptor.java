package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over accepted connections without registering them: the peer decides on which loop they will live. Owned by the
 * listener's loop.
 *
 * <p>Accepting fails when there are no file descriptors left; the connection then still waits, so trying again at once would
 * be a busy loop.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {

    static final long REST_MILLIS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    private final ListenAddress address;
    private final Consumer<Channel> acceptor;

    Acceptor(ListenAddress address, Consumer<Channel> acceptor) {
        this.address = address;
        this.acceptor = acceptor;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        acceptor.accept((Channel) accepted);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Channel listening = context.channel();
        if (!listening.config().isAutoRead()) {
            return;
        }
        LOG.warn("Accepting on {} failed, resting for a second: {}", address, cause.toString());
        listening.config().setAutoRead(false);
        Outcome.unneeded(listening
                .eventLoop()
                .schedule(() -> listening.config().setAutoRead(true), REST_MILLIS, TimeUnit.MILLISECONDS));
    }
}
