package io.nightjar.daemon.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The same answers over TCP, for orchestrators, Prometheus and browsers; nothing can be done here, only seen. */
public final class HttpServer implements AutoCloseable {

    private static final int MAX_REQUEST_OCTETS = 8192;

    private static final Operations NONE = action -> CompletableFuture.completedFuture(
            Operations.Outcome.refused("nothing can be done over HTTP: use the control socket"));

    private final EventLoopGroup loop;

    private final InetSocketAddress address;

    private HttpServer(EventLoopGroup loop, InetSocketAddress address) {
        this.loop = loop;
        this.address = address;
    }

    /**
     * Begins to answer.
     *
     * @throws ControlSocketException if the address cannot be had, or a file cannot be used
     */
    public static HttpServer start(HttpSettings settings, ReportSource source) throws ControlSocketException {
        ControlRequests requests = new ControlRequests(
                new ControlRouter(source, NONE), gate(settings).readOnly());
        HttpSettings.Tls files = settings.tls();
        TlsFiles tls = files == null ? null : new TlsFiles(files);
        HttpConnections connections =
                new HttpConnections(requests, HttpConnections.Limits.USUAL, MAX_REQUEST_OCTETS, tls);
        EventLoopGroup loop = ServerLoop.start("http");
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(connections)
                .bind(settings.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new ControlSocketException("HTTP cannot listen on " + settings.address() + ": "
                    + bound.cause().getMessage());
        }
        return new HttpServer(loop, (InetSocketAddress) bound.channel().localAddress());
    }

    private static RequestGate gate(HttpSettings settings) throws ControlSocketException {
        Path file = settings.tokenFile();
        RequestGate token = file == null ? RequestGate.OPEN : RequestGate.token(token(file));
        if (settings.isMutual()) {
            return RequestGate.certificate().and(token);
        }
        boolean loopback = settings.address().getAddress().isLoopbackAddress();
        return file == null && loopback ? RequestGate.addressedByNumber() : token;
    }

    private static String token(Path file) throws ControlSocketException {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new ControlSocketException(file + ": there is no token in it");
            }
            return token;
        } catch (IOException e) {
            throw new ControlSocketException(file + ": the token cannot be read: " + e);
        }
    }

    /** Where it listens, with the port that was chosen if none was given. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
