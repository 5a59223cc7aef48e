package io.nightjar.daemon.metrics;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nightjar.fsm.FsmState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Which peers, and owners of the kernel's routes, have series of their own; made anew each time, so that none outlives its peer. */
public enum PeerSeries {

    /** Peers that should have a session and have none, the first {@value #MOST} by name. */
    UNWELL,

    /** All peers. */
    ALL;

    /** How many peers that are not well have series. */
    static final int MOST = 50;

    String scrape(Reading now) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try {
            List<Reading.Peer> peers = select(now.peers().stream()).toList();
            rows(
                    registry,
                    "nightjar.peer.up",
                    "Whether the peer's session is established",
                    peers,
                    peer -> peer.state() == FsmState.ESTABLISHED ? 1 : 0);
            rows(
                    registry,
                    "nightjar.peer.state.seconds",
                    "Since the state was entered",
                    peers,
                    peer -> peer.inState().toSeconds());
            if (this == ALL) {
                String routes = "Routes of the peer";
                rows(registry, "nightjar.peer.routes.received", routes, peers, Reading.Peer::received);
                rows(registry, "nightjar.peer.routes.accepted", routes, peers, Reading.Peer::accepted);
                rows(registry, "nightjar.peer.routes.advertised", routes, peers, Reading.Peer::advertised);
            }
            owners(registry, now.kernel().obstacles().conflictsByOwner());
            return registry.scrape();
        } finally {
            registry.close();
        }
    }

    private Stream<Reading.Peer> select(Stream<Reading.Peer> peers) {
        return this == ALL ? peers : peers.filter(Reading.Peer::isUnwell).limit(MOST);
    }

    private static void rows(
            PrometheusMeterRegistry registry,
            String name,
            String description,
            List<Reading.Peer> peers,
            ToDoubleFunction<Reading.Peer> value) {
        List<Row<?>> rows = new ArrayList<>();
        for (Reading.Peer peer : peers) {
            Tags tags = Tags.of("peer", peer.name(), "address", peer.address());
            rows.add(Row.of(tags, peer, value));
        }
        MultiGauge.builder(name).description(description).register(registry).register(rows);
    }

    private static void owners(PrometheusMeterRegistry registry, Map<Integer, Integer> conflicts) {
        List<Row<?>> rows = new ArrayList<>();
        conflicts.forEach(
                (protocol, count) -> rows.add(Row.of(Tags.of("protocol", Integer.toString(protocol)), count)));
        MultiGauge.builder("nightjar.kernel.conflicts.by.owner")
                .description("Wanted routes that another program's route keeps out, by its protocol")
                .register(registry)
                .register(rows);
    }
}
