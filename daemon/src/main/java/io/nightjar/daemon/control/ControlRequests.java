package io.nightjar.daemon.control;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
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
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the report that a request asks for, and sends it when it is there. The next request of a connection is looked at
 * when the answer has left: whoever asks without reading waits.
 */
@Sharable
final class ControlRequests extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(ControlRequests.class);

    private static final int ANSWER_SECONDS = 10;

    /** Whether a request is waited for. */
    private static final AttributeKey<Boolean> AWAITED = AttributeKey.valueOf(ControlRequests.class, "awaited");

    private static final ControlRouter.Reply LATE =
            ControlRouter.Reply.refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "the daemon does not answer in time");

    private final ControlRouter router;

    private final RequestGate gate;

    ControlRequests(ControlRouter router, RequestGate gate) {
        this.router = router;
        this.gate = gate;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        await(context);
    }

    private static void await(ChannelHandlerContext context) {
        context.channel().attr(AWAITED).set(true);
        context.read();
    }

    /** Something came that was no whole request yet: a piece of one, or of a handshake. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (Boolean.TRUE.equals(context.channel().attr(AWAITED).get())) {
            context.read();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        context.channel().attr(AWAITED).set(false);
        if (!request.decoderResult().isSuccess()) {
            send(context, ControlRouter.Reply.refusal(HttpResponseStatus.BAD_REQUEST, "not an HTTP request"), false);
            return;
        }
        ControlRouter.Reply refusal = gate.refuse(request, context.channel());
        if (refusal != null) {
            send(context, refusal, true);
        } else {
            answer(
                    context,
                    router.answer(
                            request.method(), request.uri(), request.content().toString(StandardCharsets.UTF_8)));
        }
    }

    private static void answer(ChannelHandlerContext context, CompletableFuture<ControlRouter.Reply> reply) {
        var unused = reply.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync(
                        (value, failure) -> {
                            if (failure != null) {
                                LOG.debug("no report", failure);
                            }
                            send(context, failure == null ? value : LATE, true);
                        },
                        context.executor());
    }

    /** Sends an answer; after a request that was none, where the next one begins is anybody's guess. */
    private static void send(ChannelHandlerContext context, ControlRouter.Reply reply, boolean inStep) {
        ControlRouter.Encoded encoded = reply.encoded();
        ByteBuf body = encoded.octets();
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, encoded.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, WebPage.CONTENT_SECURITY_POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (reply.allowed() != null) {
            response.headers().set(HttpHeaderNames.ALLOW, reply.allowed());
        }
        var unused = context.writeAndFlush(response).addListener(sent -> goOn(context, sent.isSuccess() && inStep));
    }

    private static void goOn(ChannelHandlerContext context, boolean inStep) {
        if (inStep) {
            await(context);
        } else {
            var unused = context.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var unused = context.close();
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
