package io.nightjar.daemon.control;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import io.nightjar.bgp.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says who may ask. */
@FunctionalInterface
interface RequestGate {

    /** Whoever can connect. */
    RequestGate OPEN = (request, channel) -> null;

    /** Why this request is not answered; null if it is. */
    ControlRouter.@Nullable Reply refuse(FullHttpRequest request, Channel channel);

    /** The same for who only wants to see something. */
    default RequestGate readOnly() {
        return (request, channel) -> HttpMethod.GET.equals(request.method())
                ? refuse(request, channel)
                : ControlRouter.Reply.refusal(
                        HttpResponseStatus.METHOD_NOT_ALLOWED, "nothing can be done over HTTP: use the control socket");
    }

    /**
     * Only who knows the token, in the field {@code Authorization: Bearer} (RFC 6750 §2.1). Health is for everybody, since
     * orchestrators know no tokens, and so are the files of the web page, which asks for the token.
     */
    static RequestGate token(String token) {
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return (request, channel) -> {
            String given = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
            boolean known = MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
            return known || isForEverybody(request)
                    ? null
                    : ControlRouter.Reply.refusal(HttpResponseStatus.UNAUTHORIZED, "the token is missing or wrong");
        };
    }

    private static boolean isForEverybody(FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        return HealthQuestion.at(path).isPresent() || WebPage.isAt(path);
    }

    /** Only who has shown a certificate when the connection was made: one that is good, or there would be no connection. */
    static RequestGate certificate() {
        return (request, channel) -> isForEverybody(request) || hasCertificate(channel)
                ? null
                : ControlRouter.Reply.refusal(HttpResponseStatus.UNAUTHORIZED, "a client certificate is needed");
    }

    private static boolean hasCertificate(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        try {
            return tls != null && tls.engine().getSession().getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    /** Whom both let in. */
    default RequestGate and(RequestGate other) {
        return (request, channel) -> {
            ControlRouter.Reply refusal = refuse(request, channel);
            return refusal == null ? other.refuse(request, channel) : refusal;
        };
    }

    /** Only who has asked for this machine by address, so that no web page can have a browser ask in its name. */
    static RequestGate addressedByNumber() {
        return (request, channel) -> isNumber(request.headers().get(HttpHeaderNames.HOST, ""))
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
