package io.nightjar.daemon.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows which request is for what. */
final class ControlRouter {

    private static final Pattern PEER = Pattern.compile("/api/v1/peers/([^/]+)/([a-z]+)");

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final List<String> FAMILIES = List.of("ipv4", "ipv6");

    private final ReportSource source;

    private final Operations operations;

    ControlRouter(ReportSource source, Operations operations) {
        this.source = source;
        this.operations = operations;
    }

    /**
     * An answer.
     *
     * @param body a {@link Text}, or what becomes JSON
     * @param allowed what the request's method should have been; null if it was right
     */
    record Reply(
            HttpResponseStatus status,
            Object body,
            @Nullable HttpMethod allowed) {

        static Reply ok(Object body) {
            return new Reply(HttpResponseStatus.OK, body, null);
        }

        static Reply refusal(HttpResponseStatus status, String reason) {
            return new Reply(status, new Refusal(reason), null);
        }
    }

    /** An answer that is not JSON. */
    record Text(String contentType, String content) {}

    /** What goes wrong, as JSON. */
    record Refusal(String error) {}

    /** What was done, as JSON. */
    record Done(String result) {}

    /** A request that makes no sense; the message is for whoever sent it. */
    private static final class BadRequestException extends Exception {

        private static final long serialVersionUID = 1;

        BadRequestException(String reason) {
            super(reason, null, false, false);
        }
    }

    CompletableFuture<Reply> answer(HttpMethod method, String uri, String body) {
        try {
            QueryStringDecoder request = new QueryStringDecoder(uri);
            return request.path().equals(ControlClient.DIFF_PATH) ? preview(method, body) : find(method, request);
        } catch (BadRequestException | IllegalArgumentException e) {
            return now(Reply.refusal(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    private CompletableFuture<Reply> preview(HttpMethod method, String body) throws BadRequestException {
        if (!HttpMethod.POST.equals(method)) {
            return now(wrongMethod(HttpMethod.POST));
        }
        DatastoreChange change;
        try {
            change = ReportJson.read(body, DatastoreChange.class);
        } catch (JsonProcessingException e) {
            throw new BadRequestException("not a change of the datastore: " + e.getOriginalMessage());
        }
        return source.preview(change).handle((report, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof RefusedException) {
                return Reply.refusal(HttpResponseStatus.CONFLICT, String.valueOf(cause.getMessage()));
            }
            if (failure != null) {
                throw new CompletionException(cause);
            }
            return Reply.ok(report);
        });
    }

    private CompletableFuture<Reply> find(HttpMethod method, QueryStringDecoder request) throws BadRequestException {
        String path = request.path();
        Matcher peer = PEER.matcher(request.rawPath());
        if (path.equals(ControlClient.STATUS_PATH)) {
            return get(method, () -> source.status().thenApply(Reply::ok));
        } else if (path.equals(ControlClient.ROUTES_PATH)) {
            RouteFilter filter = new RouteFilter(parameter(request, "prefix"), parameter(request, "peer"));
            return get(method, () -> source.routes().thenApply(filter::apply).thenApply(Reply::ok));
        } else if (peer.matches()) {
            return aboutPeer(method, request, QueryStringDecoder.decodeComponent(peer.group(1)), peer.group(2));
        }
        return forMachines(method, request);
    }

    private CompletableFuture<Reply> forMachines(HttpMethod method, QueryStringDecoder request)
            throws BadRequestException {
        Optional<HealthQuestion> question = HealthQuestion.at(request.path());
        if (question.isPresent()) {
            return get(method, () -> source.health(question.get()).thenApply(ControlRouter::health));
        } else if (request.path().equals(ControlClient.EXPLAIN_PATH)) {
            String asked = parameter(request, "q");
            ExplainQuestion about = ExplainQuestion.parse(asked == null ? "" : asked);
            return get(method, () -> source.explain(about).thenApply(report -> explained(report, about)));
        } else if (request.path().equals(ControlClient.METRICS_PATH)) {
            boolean everyPeer = everyPeer(request);
            return get(
                    method, () -> source.metrics(everyPeer).thenApply(text -> Reply.ok(new Text(METRICS_TYPE, text))));
        }
        return now(nothingAt(request.path()));
    }

    private static Reply health(HealthReport report) {
        return new Reply(report.ok() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, report, null);
    }

    private CompletableFuture<Reply> aboutPeer(HttpMethod method, QueryStringDecoder request, String peer, String verb)
            throws BadRequestException {
        return switch (verb) {
            case "received" -> get(method, () -> source.received(peer).thenApply(report -> found(report, peer)));
            case "advertised" -> get(method, () -> source.advertised(peer).thenApply(report -> found(report, peer)));
            case "disable" -> post(method, new PeerAction.Disable(peer, message(request)));
            case "enable" -> post(method, new PeerAction.Enable(peer));
            case "restart" -> post(method, new PeerAction.Restart(peer, message(request)));
            case "refresh" -> post(method, new PeerAction.Refresh(peer, family(request)));
            default -> now(nothingAt(request.path()));
        };
    }

    private static CompletableFuture<Reply> get(HttpMethod method, Supplier<CompletableFuture<Reply>> report) {
        return HttpMethod.GET.equals(method) ? report.get() : now(wrongMethod(HttpMethod.GET));
    }

    private CompletableFuture<Reply> post(HttpMethod method, PeerAction action) {
        Function<Operations.Outcome, Reply> reply = outcome -> switch (outcome.kind()) {
            case DONE -> Reply.ok(new Done(outcome.text()));
            case UNKNOWN_PEER -> Reply.refusal(HttpResponseStatus.NOT_FOUND, outcome.text());
            case REFUSED -> Reply.refusal(HttpResponseStatus.CONFLICT, outcome.text());
        };
        return HttpMethod.POST.equals(method)
                ? operations.perform(action).thenApply(reply)
                : now(wrongMethod(HttpMethod.POST));
    }

    private static CompletableFuture<Reply> now(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private static Reply found(Optional<?> report, String peer) {
        return report.<Reply>map(Reply::ok)
                .orElseGet(() -> Reply.refusal(
                        HttpResponseStatus.NOT_FOUND,
                        Operations.Outcome.unknown(peer).text()));
    }

    private static Reply explained(Optional<Explanation> report, ExplainQuestion about) {
        return report.<Reply>map(Reply::ok)
                .orElseGet(() -> Reply.refusal(
                        HttpResponseStatus.NOT_FOUND, "there is no node and no peer named '" + about.text() + "'"));
    }

    private static Reply nothingAt(String path) {
        return Reply.refusal(HttpResponseStatus.NOT_FOUND, "there is nothing at " + path);
    }

    private static Reply wrongMethod(HttpMethod allowed) {
        return new Reply(
                HttpResponseStatus.METHOD_NOT_ALLOWED, new Refusal("only " + allowed + " is answered here"), allowed);
    }

    private static @Nullable String parameter(QueryStringDecoder request, String name) {
        List<String> values = request.parameters().get(name);
        return values == null ? null : values.get(0);
    }

    private static boolean everyPeer(QueryStringDecoder request) throws BadRequestException {
        String which = parameter(request, "peers");
        if (which != null && !which.equals("all")) {
            throw new BadRequestException("peers can be 'all', not '" + which + "'");
        }
        return which != null;
    }

    private static String message(QueryStringDecoder request) throws BadRequestException {
        String message = parameter(request, "message");
        int octets = message == null ? 0 : message.getBytes(StandardCharsets.UTF_8).length;
        if (octets > ShutdownCommunication.MAX_OCTETS) {
            throw new BadRequestException("a message has at most " + ShutdownCommunication.MAX_OCTETS
                    + " octets in UTF-8, this one has " + octets);
        }
        return message == null ? "" : message;
    }

    private static @Nullable String family(QueryStringDecoder request) throws BadRequestException {
        String family = parameter(request, "family");
        if (family != null && !FAMILIES.contains(family)) {
            throw new BadRequestException("neither ipv4 nor ipv6: '" + family + "'");
        }
        return family;
    }
}
