package io.nightjar.daemon.speaker;

import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.RibView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Peers as they are reported: all in detail, all in short, or one. Any thread. */
final class PeerReports {

    private final SpeakerReports.Parts parts;

    private final Executor desk;

    /**
     * Nobody is asked yet.
     *
     * @param desk where reports are written
     */
    PeerReports(SpeakerReports.Parts parts, Executor desk) {
        this.parts = parts;
        this.desk = desk;
    }

    /** All in detail, when the table has applied what waits for it now. */
    CompletableFuture<List<StatusReport.Peer>> all() {
        return parts.table().query(view -> List.copyOf(view.peers())).thenApplyAsync(this::all, desk);
    }

    private List<StatusReport.Peer> all(List<PeerView> views) {
        Map<PeerId, PeerView> known =
                views.stream().collect(Collectors.toMap(view -> view.session().peer(), Function.identity()));
        PolicyDirectory policies = parts.reconfigurer().policies();
        return parts.endpoint().status().stream()
                .map(session -> peer(session, policies, known.get(session.peer().id())))
                .toList();
    }

    /** One in detail, as it is; empty if there is no peer of that name. */
    CompletableFuture<Optional<StatusReport.Peer>> one(String name) {
        SessionStatus found = parts.endpoint().named(name).orElse(null);
        if (found == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        PeerId peer = found.peer().id();
        return parts.table()
                .look(view -> view.peer(peer))
                .thenApplyAsync(
                        view -> parts.endpoint()
                                .status(peer)
                                .map(session ->
                                        peer(session, parts.reconfigurer().policies(), view.orElse(null))),
                        desk);
    }

    /** All in short, as they are. */
    CompletableFuture<List<PeersReport.Entry>> inShort() {
        List<SessionStatus> sessions = parts.endpoint().status();
        return parts.table()
                .look(view -> counts(view, sessions))
                .thenApplyAsync(counts -> inShort(sessions, counts), desk);
    }

    /** On the table's thread. */
    private static Map<PeerId, PeerView.Counts> counts(RibView view, List<SessionStatus> sessions) {
        Map<PeerId, PeerView.Counts> counts = new HashMap<>();
        for (SessionStatus session : sessions) {
            counts.put(session.peer().id(), view.counts(session.peer().id()));
        }
        return counts;
    }

    private List<PeersReport.Entry> inShort(List<SessionStatus> sessions, Map<PeerId, PeerView.Counts> counts) {
        PolicyDirectory policies = parts.reconfigurer().policies();
        return sessions.stream()
                .map(session -> inShort(
                        session, policies, counts.getOrDefault(session.peer().id(), PeerView.Counts.NONE)))
                .toList();
    }

    private static PeersReport.Entry inShort(SessionStatus session, PolicyDirectory policies, PeerView.Counts counts) {
        PeerConfig config = session.peer();
        return new PeersReport.Entry(
                config.id().name(),
                config.remote().address().toString(),
                config.remote().asNumber().value(),
                SessionReports.type(config),
                session.state().toString(),
                session.enabled(),
                session.inState().toSeconds(),
                counts.received(),
                counts.accepted(),
                counts.advertised(),
                counts.behind(),
                orNull(session.lastError()),
                orNull(session.lastDown()),
                policies.leaving().contains(config.id()),
                SessionReports.counters(session));
    }

    private StatusReport.Peer peer(SessionStatus session, PolicyDirectory policies, @Nullable PeerView view) {
        PeerConfig config = session.peer();
        PeerView.Counts counts = view == null ? PeerView.Counts.NONE : view.counts();
        return new StatusReport.Peer(
                config.id().name(),
                config.remote().address().toString(),
                config.remote().asNumber().value(),
                session.state().toString(),
                session.inState().toSeconds(),
                counts.received(),
                counts.accepted(),
                counts.advertised(),
                orNull(session.lastError()),
                orNull(session.lastDown()),
                policies.leaving().contains(config.id()),
                SessionReports.of(session, policies.of(config), view, parts.restart()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
