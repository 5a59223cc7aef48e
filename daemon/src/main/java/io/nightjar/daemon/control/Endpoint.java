package io.nightjar.daemon.control;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked for, or done.
 *
 * @param method with which
 * @param template the path, in which <code>{peer}</code> stands for a name
 * @param path the same to compare with
 * @param parameters the names that the query may have
 * @param handler who answers
 */
record Endpoint(HttpMethod method, String template, Pattern path, Set<String> parameters, Handler handler) {

    private static final String PEER = "{peer}";

    Endpoint {
        parameters = Set.copyOf(parameters);
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {

        CompletableFuture<ControlRouter.Reply> answer(ApiRequest request) throws BadRequestException;
    }

    static Endpoint get(String template, Set<String> parameters, Handler handler) {
        return new Endpoint(HttpMethod.GET, template, pattern(template), parameters, handler);
    }

    static Endpoint post(String template, Set<String> parameters, Handler handler) {
        return new Endpoint(HttpMethod.POST, template, pattern(template), parameters, handler);
    }

    private static Pattern pattern(String template) {
        int peer = template.indexOf(PEER);
        return Pattern.compile(
                peer < 0
                        ? Pattern.quote(template)
                        : Pattern.quote(template.substring(0, peer)) + "([^/]+)"
                                + Pattern.quote(template.substring(peer + PEER.length())));
    }

    /** The request as this endpoint reads it; null if it is for another one. */
    @Nullable
    ApiRequest read(QueryStringDecoder query, String body) {
        Matcher matcher = path.matcher(query.rawPath());
        if (!matcher.matches()) {
            return null;
        }
        String peer = matcher.groupCount() == 0 ? "" : QueryStringDecoder.decodeComponent(matcher.group(1));
        return new ApiRequest(query, peer, body);
    }
}
