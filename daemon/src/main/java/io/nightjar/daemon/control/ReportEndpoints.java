package io.nightjar.daemon.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.nightjar.daemon.control.ControlRouter.Reply;
import io.nightjar.daemon.events.EventKind;
import io.nightjar.daemon.events.EventLog;
import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What can be asked about the speaker as a whole. */
final class ReportEndpoints {

    static final Set<String> PAGE = Set.of("prefix", "after", "limit");

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String ALL = "all";

    private static final String PEERS = "peers";

    private static final String LIMIT = "limit";

    private static final String AFTER = "after";

    private final ReportSource source;

    ReportEndpoints(ReportSource source) {
        this.source = source;
    }

    List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>(List.of(
                Endpoint.get(ControlClient.STATUS_PATH, Set.of(PEERS), this::status),
                Endpoint.get(
                        ControlClient.ROUTES_PATH,
                        Set.of("prefix", "peer", AFTER, LIMIT),
                        request -> source.routes(filter(request)).thenApply(Reply::page)),
                Endpoint.get(
                        "/api/v1/config", Set.of(), request -> source.config().thenApply(Reply::ok)),
                Endpoint.post(ControlClient.DIFF_PATH, Set.of(), this::preview),
                Endpoint.get(ControlClient.EXPLAIN_PATH, Set.of("q"), this::explain),
                Endpoint.get("/api/v1/events", Set.of(AFTER, "kind", LIMIT), this::events),
                Endpoint.get(
                        "/api/v1/cluster", Set.of(), request -> source.cluster().thenApply(Reply::ok)),
                Endpoint.get(
                        "/api/v1/convergence",
                        Set.of(),
                        request -> source.convergence().thenApply(Reply::ok)),
                Endpoint.get(ControlClient.METRICS_PATH, Set.of(PEERS), this::metrics)));
        for (HealthQuestion question : HealthQuestion.values()) {
            all.add(Endpoint.get(
                    question.path(),
                    Set.of(),
                    request -> source.health(question).thenApply(ReportEndpoints::health)));
        }
        return all;
    }

    static RouteFilter filter(ApiRequest request) throws BadRequestException {
        int limit = request.number(LIMIT, RouteFilter.Page.DEFAULT_LIMIT, 1, RouteFilter.Page.MAX_LIMIT);
        return new RouteFilter(
                request.text("prefix"), request.text("peer"), new RouteFilter.Page(request.text(AFTER), limit));
    }

    private CompletableFuture<Reply> status(ApiRequest request) throws BadRequestException {
        boolean all = request.choice(PEERS, ALL, List.of(ALL, "none")).equals(ALL);
        return (all ? source.status() : source.speaker()).thenApply(Reply::ok);
    }

    private CompletableFuture<Reply> metrics(ApiRequest request) throws BadRequestException {
        boolean all = request.text(PEERS) != null
                && request.choice(PEERS, ALL, List.of(ALL)).equals(ALL);
        return source.metrics(all).thenApply(text -> Reply.ok(new ControlRouter.Text(METRICS_TYPE, text)));
    }

    private CompletableFuture<Reply> events(ApiRequest request) throws BadRequestException {
        String kind = request.text("kind");
        EventFilter filter = new EventFilter(
                request.number(AFTER, 0L, 0, Long.MAX_VALUE),
                kind == null ? null : EventKind.of(kind),
                request.number(LIMIT, EventFilter.DEFAULT_LIMIT, 1, EventLog.CAPACITY));
        return source.events(filter).thenApply(Reply::ok);
    }

    private CompletableFuture<Reply> explain(ApiRequest request) {
        ExplainQuestion about = ExplainQuestion.parse(request.text("q", ""));
        return source.explain(about).thenApply(report -> explained(report, about));
    }

    private static Reply explained(Optional<Explanation> report, ExplainQuestion about) {
        return report.<Reply>map(Reply::ok)
                .orElseGet(() -> Reply.refusal(
                        HttpResponseStatus.NOT_FOUND, "there is no node and no peer named '" + about.text() + "'"));
    }

    private CompletableFuture<Reply> preview(ApiRequest request) throws BadRequestException {
        DatastoreChange change;
        try {
            change = ReportJson.read(request.body(), DatastoreChange.class);
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

    private static Reply health(HealthReport report) {
        return new Reply(report.ok() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, report, null);
    }
}
