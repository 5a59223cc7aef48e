package io.nightjar.daemon.control;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.nightjar.bgp.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Says who may ask. */
@FunctionalInterface
interface RequestGate {

    /** Whoever can connect. */
    RequestGate OPEN = request -> null;

    /** Why this request is not answered; null if it is. */
    ControlRouter.@Nullable Reply refuse(FullHttpRequest request);

    /** The same for who only wants to see something. */
    default RequestGate readOnly() {
        return request -> HttpMethod.GET.equals(request.method())
                ? refuse(request)
                : ControlRouter.Reply.refusal(
                        HttpResponseStatus.METHOD_NOT_ALLOWED, "nothing can be done over HTTP: use the control socket");
    }

    /**
     * Only who knows the token, in the field {@code Authorization: Bearer} (RFC 6750 §2.1); health is for everybody, since
     * orchestrators know no tokens.
     */
    static RequestGate token(String token) {
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return request -> {
            String given = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
            boolean known = MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
            boolean health = HealthQuestion.at(new QueryStringDecoder(request.uri()).path())
                    .isPresent();
            return known || health
                    ? null
                    : ControlRouter.Reply.refusal(HttpResponseStatus.UNAUTHORIZED, "the token is missing or wrong");
        };
    }

    /** Only who has asked for this machine by address, so that no web page can have a browser ask in its name. */
    static RequestGate addressedByNumber() {
        return request -> isNumber(request.headers().get(HttpHeaderNames.HOST, ""))
                ? null
                : ControlRouter.Reply.refusal(
                        HttpResponseStatus.MISDIRECTED_REQUEST, "only an address or localhost is answered as host");
    }

    private static boolean isNumber(String host) {
        String name = host.startsWith("[") ? host.substring(1).replaceAll("\\].*", "") : host.replaceAll(":\\d*$", "");
        if (name.equals("localhost")) {
            return true;
        }
        try {
            IpAddress.parse(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
