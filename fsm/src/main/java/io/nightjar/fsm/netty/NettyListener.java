package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.Future;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.TcpPassword;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket, tried again with back-off while its port is taken. Owned by its event loop. */
final class NettyListener {

    private static final Logger LOG = LoggerFactory.getLogger(NettyListener.class);

    private static final int BACKLOG = 1024;
    private static final long RETRY_MILLIS = 250;
    private static final long RETRY_MAX_MILLIS = 8000;

    /** So that :: and 0.0.0.0 can be listened on side by side. */
    private static final IntegerUnixChannelOption IPV6_V6ONLY = new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

    private final ListenAddress wanted;
    private final IoTransport transport;
    private final EventLoop loop;
    private final Consumer<Channel> acceptor;
    private final ListenerKeys keys;
    private final CompletableFuture<Void> firstTry = new CompletableFuture<>();
    private volatile ListenerStatus status;
    private @Nullable Channel server;
    private long retryMillis = RETRY_MILLIS;
    private boolean closed;

    NettyListener(
            ListenAddress wanted,
            IoTransport transport,
            EventLoop loop,
            Consumer<Channel> acceptor,
            BiConsumer<Prefix, String> onKeyRefused) {
        this.wanted = wanted;
        this.transport = transport;
        this.loop = loop;
        this.acceptor = acceptor;
        this.keys = new ListenerKeys(Prefix.host(wanted.address()).afi(), onKeyRefused);
        this.status = new ListenerStatus(wanted, 0, "");
    }

    /** From any thread. */
    ListenerStatus status() {
        return status;
    }

    /** Starts to listen; completes after the first try, whatever came of it. */
    CompletableFuture<Void> open() {
        loop.execute(this::bind);
        return firstTry;
    }

    /** Knows these TCP MD5 keys from now on, soon. */
    void useKeys(Map<Prefix, TcpPassword> all) {
        loop.execute(() -> {
            keys.want(all);
            if (server != null) {
                keys.update(server);
            }
        });
    }

    /** Stops listening, soon. */
    void close() {
        loop.execute(() -> {
            closed = true;
            if (server != null) {
                Outcome.unneeded(server.close());
            }
        });
    }

    private void bind() {
        if (closed) {
            return;
        }
        ServerChannel channel = transport.newServer(wanted.address());
        server = channel;
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
        if (channel instanceof EpollServerSocketChannel && wanted.address() instanceof Ipv6Address) {
            channel.config().setOption(IPV6_V6ONLY, 1);
        }
        SocketOptions.prepareListener(channel, wanted.address());
        keys.installOn(channel);
        channel.pipeline().addLast(new Acceptor(wanted, acceptor));
        loop.register(channel).addListener(registration -> {
            if (registration.isSuccess()) {
                channel.bind(SocketAddresses.of(wanted.address(), wanted.port()))
                        .addListener(this::bound);
            } else {
                bound(registration);
            }
        });
    }

    private void bound(Future<? super Void> future) {
        if (future.isSuccess() && server != null && server.localAddress() instanceof InetSocketAddress local) {
            status = new ListenerStatus(wanted, local.getPort(), "");
            LOG.info("Listening on {} port {}", wanted.address(), local.getPort());
        } else {
            notBound(String.valueOf(future.cause()));
        }
        firstTry.complete(null);
    }

    private void notBound(String reason) {
        if (server != null) {
            Outcome.unneeded(server.close());
            server = null;
        }
        if (!status.lastError().equals(reason)) {
            LOG.warn("Cannot listen on {}, will try again: {}", wanted, reason);
        }
        status = new ListenerStatus(wanted, 0, reason);
        if (!closed) {
            Outcome.unneeded(loop.schedule(this::bind, retryMillis, TimeUnit.MILLISECONDS));
            retryMillis = Math.min(2 * retryMillis, RETRY_MAX_MILLIS);
        }
    }
}
