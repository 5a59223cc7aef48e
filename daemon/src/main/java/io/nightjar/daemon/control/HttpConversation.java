package io.nightjar.daemon.control;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's requests, answered one after the other. What comes meanwhile is read until it is a request, so that a client that has
 * gone is noticed, and nothing more is looked for in its name; whoever asks without reading waits. The channel's loop owns it.
 */
final class HttpConversation extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConversation.class);

    private static final ControlRouter.Reply NO_REQUEST =
            ControlRouter.Reply.refusal(HttpResponseStatus.BAD_REQUEST, "not an HTTP request");

    private static final ControlRouter.Reply LATE =
            ControlRouter.Reply.refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "the daemon does not answer in time");

    private static final ControlRouter.Reply FULL = ControlRouter.Reply.refusal(
            HttpResponseStatus.SERVICE_UNAVAILABLE, "other clients have not taken their long answers yet");

    /** First who says nothing, or not enough, then who does not listen to the end; longest first. */
    static final Comparator<HttpConversation> GIVING_WAY = Comparator.comparing(
                    (HttpConversation conversation) -> conversation.phase)
            .thenComparingLong(conversation -> conversation.since);

    private static final int RETRY_SECONDS = 5;

    private final ControlRequests requests;

    private final HttpConnections.Limits limits;

    private final Unsent unsent;

    private final LongSupplier tickets;

    /** What has come while another request was answered. */
    private final Deque<FullHttpRequest> next = new ArrayDeque<>();

    private @Nullable CompletableFuture<ControlRouter.Reply> asked;

    private Phase phase = Phase.LISTENS;

    /** When the phase began, in the server's count of such things. */
    private long since;

    private @Nullable Future<?> deadline;

    /** Nothing has been said. */
    HttpConversation(ControlRequests requests, HttpConnections.Limits limits, Unsent unsent, LongSupplier tickets) {
        super(false);
        this.requests = requests;
        this.limits = limits;
        this.unsent = unsent;
        this.tickets = tickets;
        this.since = tickets.getAsLong();
    }

    /** What goes on; who is in an earlier one gives way before the others. */
    private enum Phase {
        LISTENS,
        TALKS,
        THINKS
    }

    private void enter(Phase next) {
        phase = next;
        since = tickets.getAsLong();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        expectRequest(context);
        context.read();
    }

    private void expectRequest(ChannelHandlerContext context) {
        if (deadline == null) {
            deadline = context.executor()
                    .schedule(
                            () -> {
                                var unused = context.close();
                            },
                            limits.request().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void expectNothing() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Without a request, a piece of one has come, or of a handshake. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (phase == Phase.LISTENS) {
            expectRequest(context);
        }
        readOn(context);
    }

    private void readOn(ChannelHandlerContext context) {
        if (next.isEmpty()) {
            context.read();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        next.add(request);
        if (phase == Phase.LISTENS) {
            answerNext(context);
        }
    }

    private void answerNext(ChannelHandlerContext context) {
        FullHttpRequest request = next.poll();
        if (request == null) {
            return;
        }
        expectNothing();
        enter(Phase.THINKS);
        try {
            answer(context, request);
        } finally {
            request.release();
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            send(context, NO_REQUEST, false);
            return;
        }
        asked = requests.answer(request, context.channel());
        var unused = asked.orTimeout(limits.answer().toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((reply, failure) -> answered(context, reply, failure), context.executor());
    }

    private void answered(
            ChannelHandlerContext context, ControlRouter.@Nullable Reply reply, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debug("no report", failure);
            abandon();
        }
        asked = null;
        send(context, reply == null ? LATE : reply, true);
    }

    /** Whatever is still looked for is for nobody. */
    private void abandon() {
        if (asked != null) {
            asked.cancel(false);
        }
    }

    /** Sends an answer; after a request that was none, where the next one begins is anybody's guess. */
    private void send(ChannelHandlerContext context, ControlRouter.Reply reply, boolean inStep) {
        enter(Phase.TALKS);
        ControlRouter.Encoded encoded = reply.encoded();
        ByteBuf body = encoded.octets();
        int size = body.readableBytes();
        if (!unsent.hasRoom(size)) {
            body.release();
            send(context, FULL, inStep);
            return;
        }
        unsent.add(size);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, encoded.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, size)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, WebPage.CONTENT_SECURITY_POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (reply.allowed() != null) {
            response.headers().set(HttpHeaderNames.ALLOW, reply.allowed());
        }
        if (reply.equals(LATE) || reply.equals(FULL)) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        var unused = context.writeAndFlush(response).addListener(sent -> {
            unsent.remove(size);
            goOn(context, sent.isSuccess() && inStep);
        });
    }

    private void goOn(ChannelHandlerContext context, boolean inStep) {
        enter(Phase.LISTENS);
        if (inStep) {
            answerNext(context);
            readOn(context);
        } else {
            var unused = context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        abandon();
        expectNothing();
        next.forEach(ReferenceCountUtil::release);
        next.clear();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle) {
            // With the first event of an answer that is sent, it is only seen how far it has come.
            if (!idle.isFirst() || phase != Phase.TALKS) {
                var unused = context.close();
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("control connection ends", cause);
        var unused = context.close();
    }
}
