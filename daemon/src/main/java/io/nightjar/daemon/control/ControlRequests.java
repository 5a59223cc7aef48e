package io.nightjar.daemon.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

    private final Map<String, Supplier<? extends CompletableFuture<?>>> reports;

    ControlRequests(ReportSource source) {
        reports = Map.of(ControlClient.STATUS_PATH, source::status, ControlClient.ROUTES_PATH, source::routes);
    }

    /** What goes wrong, as JSON. */
    record Refusal(String error) {}

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "not an HTTP request");
            return;
        }
        String path = new QueryStringDecoder(request.uri()).path();
        Supplier<? extends CompletableFuture<?>> report = reports.get(path);
        if (report == null) {
            refuse(context, HttpResponseStatus.NOT_FOUND, "there is nothing at " + path);
        } else if (!HttpMethod.GET.equals(request.method())) {
            refuse(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET is answered here");
        } else {
            answer(context, report.get());
        }
    }

    private static void answer(ChannelHandlerContext context, CompletableFuture<?> report) {
        var unused = report.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync(
                        (value, failure) -> {
                            if (failure == null) {
                                send(context, HttpResponseStatus.OK, ReportJson.write(value));
                            } else {
                                LOG.debug("no report", failure);
                                refuse(
                                        context,
                                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                                        "the daemon does not answer in time");
                            }
                        },
                        context.executor());
    }

    private static void refuse(ChannelHandlerContext context, HttpResponseStatus status, String reason) {
        send(context, status, ReportJson.write(new Refusal(reason)));
    }

    private static void send(ChannelHandlerContext context, HttpResponseStatus status, String json) {
        ByteBuf body = Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET);
        }
        var unused = context.writeAndFlush(response)
                .addListener(sent -> goOn(context, sent.isSuccess() && !status.equals(HttpResponseStatus.BAD_REQUEST)));
    }

    /** After something that is no request, where the next one begins is anybody's guess. */
    private static void goOn(ChannelHandlerContext context, boolean inStep) {
        if (inStep) {
            context.read();
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
