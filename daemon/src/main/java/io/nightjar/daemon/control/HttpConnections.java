package io.nightjar.daemon.control;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What every connection of a server is made of: few at a time, bounded requests that come in time, and an end to idleness. */
@Sharable
final class HttpConnections extends ChannelInitializer<Channel> {

    private static final int MAX_CONNECTIONS = 32;

    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Duration REQUEST = Duration.ofSeconds(10);

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final int UNSENT_OCTETS = 16 << 20;

    /** What is read at a time; a request in it waits until those before it have been answered. */
    private static final int READ_OCTETS = 8192;

    private final Room<HttpConversation> room = new Room<>(MAX_CONNECTIONS, HttpConversation.GIVING_WAY);

    private final Unsent unsent;

    private final AtomicLong tickets = new AtomicLong();

    private final ControlRequests requests;

    private final Limits limits;

    private final int requestOctets;

    private final @Nullable TlsFiles tls;

    /**
     * How much is too much.
     *
     * @param idle after which a connection on which nothing moves is closed
     * @param request after which a request has to be complete, since it has begun or the connection was made
     * @param answer after which an answer is not waited for any more
     * @param unsentOctets how much of long answers may wait for clients to take it
     */
    record Limits(Duration idle, Duration request, Duration answer, int unsentOctets) {

        static final Limits USUAL = new Limits(IDLE, REQUEST, ANSWER, UNSENT_OCTETS);
    }

    /**
     * Connections of one server.
     *
     * @param requestOctets how long a request's body may be
     * @param tls how they are encrypted; null if they are not
     */
    HttpConnections(ControlRequests requests, Limits limits, int requestOctets, @Nullable TlsFiles tls) {
        this.tls = tls;
        this.requests = requests;
        this.limits = limits;
        this.unsent = new Unsent(limits.unsentOctets());
        this.requestOctets = requestOctets;
    }

    @Override
    protected void initChannel(Channel channel) {
        HttpConversation conversation = new HttpConversation(requests, limits, unsent, tickets::incrementAndGet);
        room.enter(channel, conversation);
        channel.config().setAutoRead(false);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_OCTETS));
        if (tls != null) {
            channel.pipeline().addLast(tls.context().newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new HttpObjectAggregator(requestOctets))
                .addLast(conversation)
                // Its time begins now; what the others take to be loaded is not the client's fault.
                .addFirst(new IdleStateHandler(true, 0, 0, limits.idle().toMillis(), TimeUnit.MILLISECONDS));
    }
}
