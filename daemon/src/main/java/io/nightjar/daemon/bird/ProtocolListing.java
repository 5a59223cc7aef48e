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
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code show protocols}: some protocols at a time. The table is asked once, about all of them: each question may have
 * to wait until what is being applied has been decided and told. Used by one thread at a time.
 */
final class ProtocolListing implements Answer {

    private static final int PROTOCOLS = 100;

    private final BirdSource source;
    private final BirdClock clock;
    private final AddressFamily family;
    private final boolean details;
    private final List<BirdProtocol> protocols;
    private final Executor executor;
    private @Nullable Map<String, Counts> counts;
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
        if (details && counts == null) {
            KernelView kernel = source.kernel();
            List<OriginatedRoute> originated = source.originated();
            return source.table(view -> counts(view, kernel, originated))
                    .thenAcceptAsync(
                            found -> {
                                counts = found;
                                some(reply, found);
                            },
                            executor);
        }
        some(reply, counts);
        return CompletableFuture.completedFuture(null);
    }

    /** The next protocols; in detail if there are counts. */
    private void some(Reply reply, @Nullable Map<String, Counts> known) {
        ProtocolLines lines = new ProtocolLines(reply, clock, family, source.fromDatastore());
        RoutePolicy kernelFilter = source.router().config().kernel().exportPolicy();
        if (next == 0) {
            lines.heading();
        }
        List<BirdProtocol> now = protocols.subList(next, Math.min(protocols.size(), next + PROTOCOLS));
        next += now.size();
        for (BirdProtocol protocol : now) {
            lines.row(protocol);
            if (known != null) {
                lines.details(protocol, known.getOrDefault(protocol.name(), Counts.NONE), kernelFilter);
            }
        }
        if (next >= protocols.size()) {
            reply.end();
        }
    }

    /** On the table's thread. */
    private Map<String, Counts> counts(RibView view, KernelView kernel, List<OriginatedRoute> originated) {
        Map<String, Counts> found = new HashMap<>();
        for (BirdProtocol protocol : protocols) {
            found.put(
                    protocol.name(),
                    switch (protocol.kind()) {
                        case BGP -> peer(view, protocol.peer());
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
        return found;
    }

    private static Counts peer(RibView view, PeerId peer) {
        PeerView.Counts known = view.counts(peer);
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
