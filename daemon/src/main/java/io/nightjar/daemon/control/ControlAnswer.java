package io.nightjar.daemon.control;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Hands over the one response of a connection. */
final class ControlAnswer extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final CompletableFuture<Content> answer;

    ControlAnswer(CompletableFuture<Content> answer) {
        this.answer = answer;
    }

    /** A response's status code and body. */
    record Content(int code, String body) {}

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        answer.complete(new Content(response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
        var unused = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.completeExceptionally(new IOException("closed without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(cause);
        var unused = context.close();
    }
}
