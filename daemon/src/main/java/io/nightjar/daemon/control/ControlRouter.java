package io.nightjar.daemon.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Knows which request is for what. */
final class ControlRouter {

    private static final String JSON = "application/json";

    private final List<Endpoint> endpoints = new ArrayList<>();

    ControlRouter(ReportSource source, Operations operations) {
        endpoints.addAll(new ReportEndpoints(source).all());
        endpoints.addAll(new PeerEndpoints(source, operations).all());
        endpoints.addAll(WebPage.endpoints());
    }

    /**
     * An answer.
     *
     * @param body an {@link Encoded} or {@link Text} one, or what becomes JSON
     * @param allowed what the request's method should have been; null if it was right
     */
    record Reply(
            HttpResponseStatus status,
            Object body,
            @Nullable HttpMethod allowed) {

        static Reply ok(Object body) {
            return new Reply(HttpResponseStatus.OK, body, null);
        }

        /** Many things at once, for programs: encoded here and now, so that the things themselves need not be kept. */
        static Reply page(Object body) {
            return ok(new Encoded(JSON, ReportJson.compact(body)));
        }

        Encoded encoded() {
            if (body instanceof Encoded encoded) {
                return encoded;
            }
            Text text = body instanceof Text plain ? plain : new Text(JSON, ReportJson.write(body));
            return new Encoded(text.contentType(), Unpooled.copiedBuffer(text.content(), StandardCharsets.UTF_8));
        }

        static Reply refusal(HttpResponseStatus status, String reason) {
            return new Reply(status, new Refusal(reason), null);
        }
    }

    /** An answer that is not made here. */
    record Text(String contentType, String content) {}

    /** An answer as it is sent. */
    record Encoded(String contentType, ByteBuf octets) {}

    /** What goes wrong, as JSON. */
    record Refusal(String error) {}

    /** What was done, as JSON. */
    record Done(String result) {}

    /** Everything that is answered. */
    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    CompletableFuture<Reply> answer(HttpMethod method, String uri, String body) {
        try {
            return find(method, new QueryStringDecoder(uri), body);
        } catch (BadRequestException | IllegalArgumentException e) {
            return now(Reply.refusal(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    private CompletableFuture<Reply> find(HttpMethod method, QueryStringDecoder query, String body)
            throws BadRequestException {
        HttpMethod other = null;
        for (Endpoint endpoint : endpoints) {
            ApiRequest request = endpoint.read(query, body);
            if (request != null && endpoint.method().equals(method)) {
                request.requireOnly(endpoint.parameters());
                return endpoint.handler().answer(request);
            }
            other = request == null ? other : endpoint.method();
        }
        return now(
                other == null
                        ? Reply.refusal(HttpResponseStatus.NOT_FOUND, "there is nothing at " + query.path())
                        : new Reply(
                                HttpResponseStatus.METHOD_NOT_ALLOWED,
                                new Refusal("only " + other + " is answered here"),
                                other));
    }

    static CompletableFuture<Reply> now(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
