package io.nightjar.daemon.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on the control socket, on a thread of its own, from its making until it is closed. */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** Room for the resources of a change that is to be tried. */
    private static final int MAX_REQUEST_OCTETS = 4 << 20;

    private final SocketFile file;

    private final EventLoopGroup loop;

    private ControlServer(SocketFile file, EventLoopGroup loop) {
        this.file = file;
        this.loop = loop;
    }

    /**
     * Begins to answer.
     *
     * @throws ControlSocketException if the path cannot be used, or another daemon answers there
     */
    public static ControlServer start(Path path, ReportSource source, Operations operations)
            throws ControlSocketException {
        return start(path, new ControlRouter(source, operations), HttpConnections.Limits.USUAL);
    }

    /** With other limits. */
    static ControlServer start(Path path, ControlRouter router, HttpConnections.Limits limits)
            throws ControlSocketException {
        SocketFile file = new SocketFile(path);
        file.prepare();
        EventLoopGroup loop = ServerLoop.start("control-http");
        ControlServer server = new ControlServer(file, loop);
        try {
            server.bind(new HttpConnections(
                    new ControlRequests(router, RequestGate.OPEN), limits, MAX_REQUEST_OCTETS, null));
            return server;
        } catch (IOException e) {
            server.close();
            throw new ControlSocketException("cannot listen on " + path + ": " + e.getMessage());
        }
    }

    private void bind(HttpConnections connections) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(connections)
                .bind(file.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        file.publish();
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
