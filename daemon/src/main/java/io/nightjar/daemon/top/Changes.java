package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the difference between two samples says of the time between them. */
final class Changes {

    /** How many are worth to be kept. */
    static final int MOST = 100;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final Comparator<Change> LATEST_FIRST =
            Comparator.comparingLong(Change::nanos).reversed().thenComparing(Change::subject);

    private final Sample now;
    private final List<Change> found = new ArrayList<>();

    private Changes(Sample now) {
        this.now = now;
    }

    /** The peers' last changes of state, as a first sample tells. */
    static List<Change> in(Sample first) {
        Changes changes = new Changes(first);
        first.all().forEach(peer -> changes.state(peer, peer.state() + reason(peer)));
        return changes.latest();
    }

    /** What changed between two samples, the latest first. */
    static List<Change> between(Sample before, Sample now) {
        Changes changes = new Changes(now);
        if (now.isAnotherProcess(before)) {
            changes.add(now.status().uptimeSeconds(), "nightjar", "started again");
        }
        changes.words("version", before.status().version(), now.status().version());
        changes.words(
                now.status().source().kind(),
                before.status().source().state(),
                now.status().source().state());
        changes.peers(before.peers());
        return changes.latest();
    }

    /** Older ones give way to newer ones. */
    static List<Change> added(List<Change> older, List<Change> newer) {
        List<Change> all = new ArrayList<>(newer);
        all.addAll(older);
        return all.stream().sorted(LATEST_FIRST).limit(MOST).toList();
    }

    private void peers(Map<String, PeersReport.Entry> before) {
        Map<String, PeersReport.Entry> peers = now.peers();
        now.all().forEach(peer -> peer(before.get(peer.name()), peer));
        before.values().stream()
                .filter(peer -> !peers.containsKey(peer.name()))
                .forEach(peer -> add(0, peer.name(), "is not a peer any more"));
    }

    private void peer(PeersReport.@Nullable Entry before, PeersReport.Entry peer) {
        if (before == null) {
            state(peer, "is a new peer: " + peer.state());
        } else if (!before.state().equals(peer.state())) {
            state(peer, before.state() + " -> " + peer.state() + reason(peer));
        } else if (established(peer) > established(before)) {
            // Down and up again between two looks.
            state(peer, "has a new session" + (peer.lastDown() == null ? "" : ": " + peer.lastDown()));
        }
    }

    private static long established(PeersReport.Entry peer) {
        return peer.counters().established();
    }

    private static String reason(PeersReport.Entry peer) {
        return peer.lastError() == null ? "" : ": " + peer.lastError();
    }

    private void words(String subject, String before, String now) {
        if (!before.equals(now)) {
            add(0, subject, before + " -> " + now);
        }
    }

    private void state(PeersReport.Entry peer, String text) {
        add(peer.secondsInState(), peer.name(), text);
    }

    private void add(long secondsAgo, String subject, String text) {
        found.add(new Change(now.nanos() - secondsAgo * NANOS_PER_SECOND, subject, text));
    }

    private List<Change> latest() {
        return added(List.of(), found);
    }
}
