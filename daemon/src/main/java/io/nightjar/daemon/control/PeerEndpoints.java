package io.nightjar.daemon.control;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.daemon.control.ControlRouter.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What can be asked about peers, and done about them. */
final class PeerEndpoints {

    private static final String PEER = ControlClient.PEERS_PATH + "/{peer}";

    private static final List<String> FAMILIES = List.of("ipv4", "ipv6");

    private static final List<String> ORDERS = Arrays.stream(PeerFilter.Order.values())
            .map(PeerFilter.Order::label)
            .toList();

    private static final String ASCENDING = "asc";

    private static final String MESSAGE = "message";

    private final ReportSource source;

    private final Operations operations;

    PeerEndpoints(ReportSource source, Operations operations) {
        this.source = source;
        this.operations = operations;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        ControlClient.PEERS_PATH, Set.of("q", "state", "sort", "order", "offset", "limit"), this::list),
                Endpoint.get(PEER, Set.of(), this::one),
                Endpoint.get(
                        PEER + "/received",
                        ReportEndpoints.PAGE,
                        request -> source.received(request.peer(), ReportEndpoints.filter(request))
                                .thenApply(report -> found(report.map(Reply::page), request.peer()))),
                Endpoint.get(
                        PEER + "/advertised",
                        ReportEndpoints.PAGE,
                        request -> source.advertised(request.peer(), ReportEndpoints.filter(request))
                                .thenApply(report -> found(report.map(Reply::page), request.peer()))),
                Endpoint.post(
                        PEER + "/disable",
                        Set.of(MESSAGE),
                        request -> perform(new PeerAction.Disable(request.peer(), message(request)))),
                Endpoint.post(PEER + "/enable", Set.of(), request -> perform(new PeerAction.Enable(request.peer()))),
                Endpoint.post(
                        PEER + "/restart",
                        Set.of(MESSAGE),
                        request -> perform(new PeerAction.Restart(request.peer(), message(request)))),
                Endpoint.post(
                        PEER + "/refresh",
                        Set.of("family"),
                        request -> perform(new PeerAction.Refresh(request.peer(), family(request)))));
    }

    private CompletableFuture<Reply> list(ApiRequest request) throws BadRequestException {
        String order = request.choice("sort", PeerFilter.Order.HEALTH.label(), ORDERS);
        PeerFilter filter = new PeerFilter(
                request.text("q", ""),
                request.text("state", ""),
                PeerFilter.Order.valueOf(order.toUpperCase(Locale.ROOT)),
                !request.choice("order", ASCENDING, List.of(ASCENDING, "desc")).equals(ASCENDING),
                request.number("offset", 0, 0, Integer.MAX_VALUE),
                request.number("limit", PeerFilter.DEFAULT_LIMIT, 0, PeerFilter.MAX_LIMIT));
        return source.peers().thenApply(filter::apply).thenApply(Reply::ok);
    }

    private CompletableFuture<Reply> one(ApiRequest request) {
        return source.peer(request.peer()).thenApply(peer -> found(peer.map(Reply::ok), request.peer()));
    }

    private CompletableFuture<Reply> perform(PeerAction action) {
        return operations.perform(action).thenApply(outcome -> switch (outcome.kind()) {
            case DONE -> Reply.ok(new ControlRouter.Done(outcome.text()));
            case UNKNOWN_PEER -> Reply.refusal(HttpResponseStatus.NOT_FOUND, outcome.text());
            case REFUSED -> Reply.refusal(HttpResponseStatus.CONFLICT, outcome.text());
        });
    }

    private static Reply found(Optional<Reply> report, String peer) {
        return report.orElseGet(() -> Reply.refusal(
                HttpResponseStatus.NOT_FOUND, Operations.Outcome.unknown(peer).text()));
    }

    private static String message(ApiRequest request) throws BadRequestException {
        String message = request.text(MESSAGE, "");
        int octets = message.getBytes(StandardCharsets.UTF_8).length;
        if (octets > ShutdownCommunication.MAX_OCTETS) {
            throw new BadRequestException("a message has at most " + ShutdownCommunication.MAX_OCTETS
                    + " octets in UTF-8, this one has " + octets);
        }
        return message;
    }

    private static @Nullable String family(ApiRequest request) throws BadRequestException {
        String family = request.text("family");
        if (family != null && !FAMILIES.contains(family)) {
            throw new BadRequestException("neither ipv4 nor ipv6: '" + family + "'");
        }
        return family;
    }
}
