package io.nightjar.daemon.speaker;

import io.nightjar.bgp.peer.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Time that passes when the test says so, and a table that answers what the test says. */
final class FakeOutlook implements Departures.Outlook {

    private final List<Runnable> looks = new ArrayList<>();

    private final List<Runnable> deadlines = new ArrayList<>();

    private final Set<PeerId> replaced = new HashSet<>();

    private Map<String, Set<String>> asked = Map.of();

    private boolean silent;

    @Override
    public void after(Duration delay, Runnable task) {
        (delay.equals(Departures.PACE) ? looks : deadlines).add(task);
    }

    @Override
    public CompletionStage<Set<PeerId>> replaced(Map<PeerId, Set<PeerId>> successors) {
        asked = new TreeMap<>();
        successors.forEach((peer, others) ->
                asked.put(peer.name(), others.stream().map(PeerId::name).collect(Collectors.toSet())));
        return silent ? new CompletableFuture<>() : CompletableFuture.completedFuture(Set.copyOf(replaced));
    }

    /** From now on others have taken over from this peer. */
    void replace(String peer) {
        replaced.add(new PeerId(peer));
    }

    /** The table does not answer any more. */
    void fallSilent() {
        silent = true;
    }

    /** Whether somebody will look again. */
    boolean looksAgain() {
        return !looks.isEmpty();
    }

    /** Lets the next look happen, and says who was asked about: the successors by the peer that leaves. */
    Map<String, Set<String>> look() {
        asked = Map.of();
        looks.remove(0).run();
        return asked;
    }

    /** Lets only what was set first pass its time. */
    void passFirstDeadline() {
        deadlines.remove(0).run();
    }

    /** Lets all that was set pass its time, in order. */
    void passDeadlines() {
        List<Runnable> due = List.copyOf(deadlines);
        deadlines.clear();
        due.forEach(Runnable::run);
    }
}
