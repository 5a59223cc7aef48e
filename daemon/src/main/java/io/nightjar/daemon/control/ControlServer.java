package io.nightjar.daemon.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on the control socket, on a thread of its own, from its making until it is closed. */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private static final int MAX_CONNECTIONS = 32;

    /** Room for the resources of a change that is to be tried. */
    private static final int MAX_REQUEST_OCTETS = 4 << 20;

    /** What is read at a time; a request in it waits until those before it have been answered. */
    private static final int READ_OCTETS = 8192;

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final SocketFile file;

    private final Duration idle;

    private final EventLoopGroup loop;

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private ControlServer(SocketFile file, Duration idle, EventLoopGroup loop) {
        this.file = file;
        this.idle = idle;
        this.loop = loop;
    }

    /**
     * Begins to answer.
     *
     * @throws ControlSocketException if the path cannot be used, or another daemon answers there
     */
    public static ControlServer start(Path path, ReportSource source, Operations operations)
            throws ControlSocketException {
        return start(path, new ControlRouter(source, operations), IDLE);
    }

    /** With another limit for connections on which nothing moves. */
    static ControlServer start(Path path, ControlRouter router, Duration idle) throws ControlSocketException {
        SocketFile file = new SocketFile(path);
        file.prepare();
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("control-http", true), NioIoHandler.newFactory());
        ControlServer server = new ControlServer(file, idle, loop);
        try {
            server.bind(path, router);
            return server;
        } catch (IOException e) {
            server.close();
            throw new ControlSocketException("cannot listen on " + path + ": " + e.getMessage());
        }
    }

    private void bind(Path path, ControlRouter router) throws IOException {
        ControlRequests requests = new ControlRequests(router);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, requests);
                    }
                })
                .bind(UnixDomainSocketAddress.of(path))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        file.restrict();
    }

    private void accept(Channel channel, ControlRequests requests) {
        if (connections.size() >= MAX_CONNECTIONS) {
            var unused = channel.close();
            return;
        }
        connections.add(channel);
        channel.config().setAutoRead(false);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_OCTETS));
        channel.pipeline()
                .addLast(new IdleStateHandler(0, 0, idle.toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new HttpObjectAggregator(MAX_REQUEST_OCTETS))
                .addLast(new FlowControlHandler())
                .addLast(requests);
    }

    /** Ends all connections and removes the file. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        try {
            file.remove();
        } catch (IOException e) {
            LOG.warn("the control socket's file stays behind: {}", e.toString());
        }
    }
}
