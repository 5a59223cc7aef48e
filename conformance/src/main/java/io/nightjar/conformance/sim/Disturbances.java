package io.nightjar.conformance.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has happened that may end sessions, so that those that end without a reason are found. */
final class Disturbances {

    /** Who is not wanted any more stays until others have taken over, but not for longer. */
    private static final long REWIRING_NANOS = 45_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Scheduler scheduler;
    private final Map<Long, Long> pairs = new HashMap<>();
    private final List<Parting> partings = new ArrayList<>();
    private long editedNanos;
    private long rewiredNanos = NEVER;
    private long roughNanos = NEVER;

    Disturbances(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Machines that could not talk to the others, and since when they can again. */
    static final class Parting {

        private final List<Machine> far;
        private long healedNanos = Long.MAX_VALUE;

        private Parting(List<Machine> far) {
            this.far = far;
        }

        private boolean parts(Machine one, Machine other) {
            return far.contains(one) != far.contains(other);
        }
    }

    /** What there is between two machines has been disturbed. */
    void between(Machine one, Machine other) {
        pairs.put(pair(one, other), scheduler.nanoTime());
    }

    Parting parted(List<Machine> far) {
        Parting parting = new Parting(List.copyOf(far));
        partings.add(parting);
        return parting;
    }

    void healed(Parting parting) {
        parting.healedNanos = scheduler.nanoTime();
    }

    /** Who is whose peer is to be something else. */
    void edited() {
        editedNanos = scheduler.nanoTime();
    }

    /**
     * Sessions that are there may end, and others come in their place.
     *
     * @param gently whether those that give way may wait for the others: not so reflectors that are peers of another kind at once
     */
    void rewired(boolean gently) {
        rewiredNanos = scheduler.nanoTime();
        roughNanos = gently ? roughNanos : rewiredNanos;
    }

    /** When who is whose peer has last become something else. */
    long rewiredNanos() {
        return rewiredNanos;
    }

    /** When that has last happened in a way that may cost routes. */
    long roughNanos() {
        return roughNanos;
    }

    /** Since when nothing keeps two machines from talking to each other; in the future if something still does. */
    long quietSince(Machine one, Machine other) {
        long since = Math.max(editedNanos, Math.max(one.quietSince(), other.quietSince()));
        return Math.max(since, pathQuietSince(one, other));
    }

    /** Since when nothing has been wrong between two machines; in the future if something still is. */
    long pathQuietSince(Machine one, Machine other) {
        long since = pairs.getOrDefault(pair(one, other), 0L);
        for (Parting parting : partings) {
            if (parting.parts(one, other)) {
                since = Math.max(since, parting.healedNanos);
            }
        }
        return since;
    }

    /** Whether some machines cannot talk to others now. */
    boolean isParted() {
        return partings.stream().anyMatch(parting -> parting.healedNanos == Long.MAX_VALUE);
    }

    private static long pair(Machine one, Machine other) {
        long least = Math.min(one.number(), other.number());
        long most = Math.max(one.number(), other.number());
        return least << Integer.SIZE | most;
    }

    /** Whether there is a reason for the end of a session that has been there since then. */
    boolean explain(Machine one, Machine other, long sinceNanos) {
        return rewiredNanos + REWIRING_NANOS >= sinceNanos
                || one.disturbedNanos() >= sinceNanos
                || other.disturbedNanos() >= sinceNanos
                || pairs.getOrDefault(pair(one, other), Long.MIN_VALUE) >= sinceNanos
                || partings.stream()
                        .anyMatch(parting -> parting.healedNanos >= sinceNanos && parting.parts(one, other));
    }
}
