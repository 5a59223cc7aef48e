package io.nightjar.conformance.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has happened that may end sessions, so that those that end without a reason are found. */
final class Disturbances {

    /** Who is not wanted any more stays until others have taken over, but not for longer. */
    private static final long REWIRING_NANOS = 45_000_000_000L;

    /** A peer that is gone without a word is noticed after the hold time. */
    private static final long HOLD_NANOS = 240_000_000_000L;

    private static final long OPENING_MESSAGES = 4;

    private static final long ROUND_NANOS = 100_000_000L;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Map<Long, Long> pairs = new HashMap<>();
    private final List<Parting> partings = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private Wiring wiring = Wiring.NONE;
    private long editedNanos;
    private long rewiredNanos = NEVER;
    private long roughNanos = NEVER;

    Disturbances(Scheduler scheduler, Cluster cluster) {
        this.scheduler = scheduler;
        this.cluster = cluster;
    }

    /** An operator has made something else of who is whose peer. */
    private record Edit(long nanos, Wiring before, Wiring after) {

        private boolean separates(Machine one, Machine other) {
            return before.arePeers(one, other) && !after.arePeers(one, other);
        }

        private long overNanos() {
            return nanos + REWIRING_NANOS;
        }
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
        Wiring after = cluster.wiring();
        edits.add(new Edit(editedNanos, wiring, after));
        wiring = after;
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

    /** How much earlier than it is noticed something may have happened: what shows it was sent a while ago, and read slowly. */
    static long slackNanos(Machine one, Machine other) {
        return OPENING_MESSAGES * (2 * ROUND_NANOS + one.slackNanos() + other.slackNanos());
    }

    /**
     * Whether there is a reason for the end, just now, of a session that has been there since then. A reason goes on, or has been over
     * for no longer than it takes to notice.
     */
    boolean explain(Machine one, Machine other, long sinceNanos) {
        long between = pairs.getOrDefault(pair(one, other), NEVER);
        long least = Math.max(sinceNanos, scheduler.nanoTime() - HOLD_NANOS - slackNanos(one, other));
        return one.disturbedNanos() >= least
                || other.disturbedNanos() >= least
                || between >= least
                || partings.stream().anyMatch(parting -> parting.healedNanos >= least && parting.parts(one, other))
                || edits.stream().anyMatch(edit -> edit.overNanos() >= least && edit.separates(one, other));
    }
}
