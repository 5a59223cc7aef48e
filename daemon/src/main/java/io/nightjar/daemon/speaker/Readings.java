package io.nightjar.daemon.speaker;

import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.metrics.Reading;
import io.nightjar.fsm.session.MessageTotals;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.rib.PeerView;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the meters show of the present. Any thread. */
record Readings(SpeakerReports.Parts parts, NanoClock clock) {

    /** Together with what the table says of its peers. */
    Reading of(List<PeerView> views) {
        KernelSyncStatus kernel = parts.forwarding().status();
        MessageTotals messages = parts.endpoint().messages();
        return new Reading(
                peers(views),
                byType(messages::received),
                byType(messages::sent),
                routes(views),
                new Reading.Queues(
                        parts.table().backlog(),
                        parts.forwarding().backlog(),
                        views.stream().mapToLong(PeerView::behind).sum()),
                kernel,
                Duration.ofNanos(
                        parts.forwarding().enabled()
                                ? clock.nanoTime() - kernel.counters().lastAuditNanos()
                                : 0),
                new Reading.Source(
                        parts.source().connected(), parts.source().notes().size()));
    }

    private static Map<MessageType, Long> byType(ToLongFunction<MessageType> count) {
        Map<MessageType, Long> counts = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            counts.put(type, count.applyAsLong(type));
        }
        return counts;
    }

    private List<Reading.Peer> peers(List<PeerView> views) {
        Map<PeerId, PeerView> known =
                views.stream().collect(Collectors.toMap(view -> view.session().peer(), Function.identity()));
        return parts.endpoint().status().stream()
                .map(session -> peer(session, known.get(session.peer().id())))
                .toList();
    }

    private static Reading.Peer peer(SessionStatus session, @Nullable PeerView view) {
        PeerView.Counts counts = view == null ? PeerView.Counts.NONE : view.counts();
        return new Reading.Peer(
                session.peer().id().name(),
                session.peer().remote().address().toString(),
                session.state(),
                session.enabled(),
                session.inState(),
                counts.received(),
                counts.accepted(),
                counts.advertised());
    }

    private static Reading.Routes routes(List<PeerView> views) {
        return new Reading.Routes(
                sums(views, PeerView::announced),
                sums(views, PeerView::told),
                views.stream().mapToLong(view -> view.counts().accepted()).sum(),
                views.stream().mapToLong(view -> view.counts().stale()).sum());
    }

    private static Map<AddressFamily, Long> sums(
            List<PeerView> views, Function<PeerView, Map<AddressFamily, Integer>> counts) {
        Map<AddressFamily, Long> sums = new HashMap<>();
        views.forEach(
                view -> counts.apply(view).forEach((family, count) -> sums.merge(family, (long) count, Long::sum)));
        return sums;
    }
}
