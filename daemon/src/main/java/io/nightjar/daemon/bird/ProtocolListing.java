package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.bird.BirdProtocol.Kind;
import io.nightjar.daemon.bird.ProtocolLines.Counts;
import io.nightjar.kernel.KernelView;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.RouteChanges;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The answer to {@code show protocols}: some protocols at a time. Used by one thread at a time. */
final class ProtocolListing implements Answer {

    private static final int PROTOCOLS = 100;

    private final BirdSource source;
    private final BirdClock clock;
    private final AddressFamily family;
    private final boolean details;
    private final List<BirdProtocol> protocols;
    private final Executor executor;
    private int next;

    /**
     * Nothing is written yet.
     *
     * @param protocols which, in order
     * @param executor the thread that writes
     */
    ProtocolListing(
            BirdSource source,
            BirdClock clock,
            AddressFamily family,
            boolean details,
            List<BirdProtocol> protocols,
            Executor executor) {
        this.source = source;
        this.clock = clock;
        this.family = family;
        this.details = details;
        this.protocols = protocols;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Void> write(Reply reply) {
        ProtocolLines lines = new ProtocolLines(reply, clock, family, source.fromDatastore());
        List<BirdProtocol> now = protocols.subList(next, Math.min(protocols.size(), next + PROTOCOLS));
        if (next == 0) {
            lines.heading();
        }
        next += now.size();
        if (!details) {
            now.forEach(lines::row);
            endIfComplete(reply);
            return CompletableFuture.completedFuture(null);
        }
        KernelView kernel = source.kernel();
        List<OriginatedRoute> originated = source.originated();
        RoutePolicy kernelFilter = source.router().config().kernel().exportPolicy();
        return source.table(view -> counts(view, now, kernel, originated))
                .thenAcceptAsync(
                        counts -> {
                            now.forEach(protocol -> {
                                lines.row(protocol);
                                lines.details(
                                        protocol, counts.getOrDefault(protocol.name(), Counts.NONE), kernelFilter);
                            });
                            endIfComplete(reply);
                        },
                        executor);
    }

    private void endIfComplete(Reply reply) {
        if (next >= protocols.size()) {
            reply.end();
        }
    }

    /** On the table's thread. */
    private Map<String, Counts> counts(
            RibView view, List<BirdProtocol> wanted, KernelView kernel, List<OriginatedRoute> originated) {
        Map<String, Counts> counts = new HashMap<>();
        for (BirdProtocol protocol : wanted) {
            counts.put(
                    protocol.name(),
                    switch (protocol.kind()) {
                        case BGP -> peer(view, new PeerId(protocol.name()));
                        case STATIC ->
                            of(
                                    view,
                                    protocol.kind(),
                                    originated.stream()
                                            .map(OriginatedRoute::prefix)
                                            .toList(),
                                    0);
                        case KERNEL ->
                            of(view, protocol.kind(), kernel.foreignRoutes().keySet(), source.programmed());
                        case DIRECT ->
                            of(view, protocol.kind(), kernel.connected().keySet(), 0);
                        case DEVICE -> Counts.NONE;
                    });
        }
        return counts;
    }

    private static Counts peer(RibView view, PeerId peer) {
        PeerView.Counts known = view.peer(peer).map(PeerView::counts).orElse(new PeerView.Counts(0, 0, 0, 0, 0));
        return new Counts(known.accepted(), known.advertised(), known.best(), view.changes(peer));
    }

    private Counts of(RibView view, Kind kind, Collection<Prefix> prefixes, int exported) {
        int imported = 0;
        int preferred = 0;
        Afi afi = family.afi();
        for (Prefix prefix : prefixes) {
            List<RouteView> routes = prefix.afi().equals(afi)
                    ? view.candidates(prefix)
                            .map(destination -> destination.routes())
                            .orElse(List.of())
                    : List.of();
            for (RouteView route : routes) {
                boolean ours = RouteLines.protocol(route.route()).equals(kind.only());
                imported += ours ? 1 : 0;
                preferred += ours && route.best() ? 1 : 0;
            }
        }
        // Those that are there have been announced, in BIRD's words; how often they have changed nobody counts.
        RouteChanges.Received updates = new RouteChanges.Received(0, 0, 0, imported);
        return new Counts(
                imported, exported, preferred, new RouteChanges(updates, RouteChanges.Received.NONE, exported, 0));
    }
}
