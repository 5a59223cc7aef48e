package io.nightjar.daemon.bird.socket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.nightjar.daemon.bird.BirdShell;
import io.nightjar.daemon.bird.BirdSource;
import io.nightjar.daemon.bird.Undo;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.Room;
import io.nightjar.daemon.control.ServerLoop;
import io.nightjar.daemon.control.SocketFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on BIRD's control sockets, on a thread of its own. */
public final class BirdServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BirdServer.class);

    private static final int MAX_CONNECTIONS = 64;

    private static final int READ_OCTETS = 4096;

    /** As in BIRD. */
    private static final int BACKLOG = 8;

    private static final Duration STALLED = Duration.ofSeconds(60);

    private final Function<BirdSocket, BirdSource> sources;
    private final Limits limits;
    private final EventLoopGroup loop;
    private final Undo undo;
    private final AtomicLong tickets = new AtomicLong();

    /** Whoever has been quiet for longest gives way. */
    private final Room<BirdConnection> room;

    private final List<SocketFile> opened = new ArrayList<>();

    private BirdServer(Function<BirdSocket, BirdSource> sources, Limits limits) {
        this.sources = sources;
        this.limits = limits;
        room = new Room<>(limits.connections(), Comparator.comparingLong(BirdConnection::lastActivity));
        loop = ServerLoop.start("bird-cli");
        undo = new Undo((seconds, task) -> {
            var unused = loop.schedule(task, seconds, TimeUnit.SECONDS);
        });
    }

    /**
     * How much is too much.
     *
     * @param connections at a time
     * @param stalled after which a client that takes nothing is given up
     */
    record Limits(int connections, Duration stalled) {

        static final Limits USUAL = new Limits(MAX_CONNECTIONS, STALLED);
    }

    /**
     * A server of which nobody knows yet.
     *
     * @param sockets that will be opened
     * @param sources who is asked behind each
     * @throws ControlSocketException if one of the paths cannot be used, or a daemon answers there
     */
    public static BirdServer prepare(List<BirdSocket> sockets, Function<BirdSocket, BirdSource> sources)
            throws ControlSocketException {
        return prepare(sockets, sources, Limits.USUAL);
    }

    /** With other limits. */
    static BirdServer prepare(List<BirdSocket> sockets, Function<BirdSocket, BirdSource> sources, Limits limits)
            throws ControlSocketException {
        for (BirdSocket socket : sockets) {
            file(socket).prepare();
        }
        return new BirdServer(sources, limits);
    }

    private static SocketFile file(BirdSocket socket) {
        return new SocketFile(socket.path(), "BIRD");
    }

    /**
     * Begins to answer on a socket.
     *
     * @throws ControlSocketException if the path cannot be used any more
     */
    public void open(BirdSocket socket) throws ControlSocketException {
        SocketFile file = file(socket);
        file.prepare();
        BirdSource source = sources.apply(socket);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerDomainSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, client -> new BirdShell(source, socket.family(), socket.clock(), undo, client));
                    }
                })
                .bind(file.address())
                .awaitUninterruptibly();
        try {
            if (!bound.isSuccess()) {
                throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
            }
            opened.add(file);
            file.publish();
        } catch (IOException e) {
            throw new ControlSocketException("cannot listen on " + socket.path() + ": " + e.getMessage());
        }
        LOG.info("BIRD's control socket for {}: {}", socket.family(), socket.path());
    }

    /** Opens several; one that cannot be had is told in the log. */
    public void openAll(Collection<BirdSocket> sockets) {
        for (BirdSocket socket : sockets) {
            try {
                open(socket);
            } catch (ControlSocketException e) {
                LOG.error("{}", e.getMessage());
            }
        }
    }

    private void accept(Channel channel, Function<BirdShell.Client, BirdShell> shells) {
        BirdConnection connection = new BirdConnection(shells, tickets::incrementAndGet);
        room.enter(channel, connection);
        channel.config().setAutoRead(false);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_OCTETS));
        channel.pipeline()
                .addLast(new WriteTimeoutHandler(limits.stalled().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(connection);
    }

    /** Ends all connections and removes the files. Not together with {@link #open}. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        for (SocketFile file : opened) {
            try {
                file.remove();
            } catch (IOException e) {
                LOG.warn("a file of BIRD's socket stays behind: {}", e.toString());
            }
        }
    }
}
