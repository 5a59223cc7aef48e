package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wanted routes that are not in the kernel as they should be, and when to try them again. Owned by the {@code kernel} thread.
 *
 * <p>A conflict needs no clock: the foreign route's end is an event. Nor does a route that waits for a link. What the kernel refused is
 * tried again after 1 second, and then after twice as long each time, up to 30 seconds; when links, addresses or foreign routes change, at
 * once the first time, and then after a twentieth of that. So each route has its own patience, and is not written more and more often by
 * changes that do not help.
 */
final class Troubles {

    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;
    private static final long LAST_RETRY_NANOS = 30_000_000_000L;

    /** A change shortens the time until the next attempt to this part. */
    private static final int HOPE = 20;

    private final Map<Prefix, RouteConflict> conflicts = new LinkedHashMap<>();
    private final Map<Integer, Integer> owners = new TreeMap<>();
    private final Map<Prefix, RouteFailure> waiting = new LinkedHashMap<>();
    private final Map<Prefix, Attempt> attempts = new LinkedHashMap<>();
    private boolean changed;

    /** When something may be due; never too late. */
    private long earliestNanos;

    /**
     * A route that was refused.
     *
     * @param delayNanos how long the next attempt was put off
     * @param soonestNanos when the next attempt is possible if something changes
     * @param retryNanos when there is one in any case
     */
    private record Attempt(RouteFailure failure, long delayNanos, long soonestNanos, long retryNanos) {

        Attempt afterChange(long nowNanos) {
            long soonest = soonestNanos - nowNanos > 0 ? soonestNanos : nowNanos;
            return soonest - retryNanos < 0 ? new Attempt(failure, delayNanos, soonest, soonest) : this;
        }

        boolean isDue(long nowNanos) {
            return retryNanos - nowNanos <= 0;
        }
    }

    void clear(Prefix prefix) {
        if (conflicts.isEmpty() && waiting.isEmpty() && attempts.isEmpty()) {
            return;
        }
        resolved(conflicts.remove(prefix));
        waiting.remove(prefix);
        attempts.remove(prefix);
    }

    private void resolved(@Nullable RouteConflict conflict) {
        if (conflict != null) {
            owners.computeIfPresent(conflict.owner().protocol(), (owner, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Remembers a conflict; true if it is news. */
    boolean conflict(Prefix prefix, RouteConflict conflict) {
        waiting.remove(prefix);
        attempts.remove(prefix);
        RouteConflict before = conflicts.put(prefix, conflict);
        resolved(before);
        owners.merge(conflict.owner().protocol(), 1, Integer::sum);
        return !conflict.equals(before);
    }

    /** There is no attempt before its link has changed; true if that is news. */
    boolean waitForLink(Prefix prefix, RouteFailure failure) {
        resolved(conflicts.remove(prefix));
        attempts.remove(prefix);
        return !failure.equals(waiting.put(prefix, failure));
    }

    /**
     * Remembers that an attempt has failed; true if the prefix had no failure before.
     *
     * @param atOnce whether the second attempt need not wait
     */
    boolean failure(Prefix prefix, RouteFailure failure, long nowNanos, boolean atOnce) {
        Attempt before = attempts.get(prefix);
        long delay = before == null && atOnce ? 0 : delayAfter(before);
        long hope = before == null ? 0 : delay / HOPE;
        put(prefix, new Attempt(failure, delay, nowNanos + hope, nowNanos + delay));
        return before == null;
    }

    private static long delayAfter(@Nullable Attempt before) {
        return before == null || before.delayNanos == 0
                ? FIRST_RETRY_NANOS
                : Math.min(LAST_RETRY_NANOS, 2 * before.delayNanos);
    }

    /** There is no attempt before that time, whatever changes. */
    void postpone(Prefix prefix, RouteFailure failure, long untilNanos) {
        put(prefix, new Attempt(failure, 0, untilNanos, untilNanos));
    }

    private void put(Prefix prefix, Attempt attempt) {
        resolved(conflicts.remove(prefix));
        waiting.remove(prefix);
        if (attempts.isEmpty() || attempt.retryNanos - earliestNanos < 0) {
            earliestNanos = attempt.retryNanos;
        }
        attempts.put(prefix, attempt);
    }

    /** Whether it is too early for another attempt. */
    boolean waits(Prefix prefix, long nowNanos) {
        Attempt attempt = attempts.isEmpty() ? null : attempts.get(prefix);
        return attempt != null && !attempt.isDue(nowNanos);
    }

    /** Something has changed that may help. */
    void somethingChanged() {
        changed = true;
    }

    /** The prefixes to be tried again now. */
    Set<Prefix> due(long nowNanos) {
        if (changed) {
            changed = false;
            attempts.replaceAll((prefix, attempt) -> attempt.afterChange(nowNanos));
        } else if (attempts.isEmpty() || earliestNanos - nowNanos > 0) {
            return Set.of();
        }
        Set<Prefix> due = new LinkedHashSet<>();
        earliestNanos = nowNanos + LAST_RETRY_NANOS;
        attempts.forEach((prefix, attempt) -> {
            if (attempt.isDue(nowNanos)) {
                due.add(prefix);
            } else if (attempt.retryNanos - earliestNanos < 0) {
                earliestNanos = attempt.retryNanos;
            }
        });
        return due;
    }

    /** The prefixes that a link has a say in: those that wait for one, and those with a conflict, whose link may have a new name. */
    Set<Prefix> hangingOnLinks() {
        Set<Prefix> prefixes = new LinkedHashSet<>(waiting.keySet());
        prefixes.addAll(conflicts.keySet());
        return prefixes;
    }

    /** How long until something is due, at most {@code longest}. */
    long nanosUntilRetry(long nowNanos, long longest) {
        if (attempts.isEmpty()) {
            return longest;
        }
        return changed ? 0 : Math.min(longest, Math.max(0, earliestNanos - nowNanos));
    }

    /** Who keeps the wanted route out; null if nobody does. */
    @Nullable
    RouteConflict conflict(Prefix prefix) {
        return conflicts.get(prefix);
    }

    /** Why the wanted route was not taken; null if it was. */
    @Nullable
    RouteFailure failure(Prefix prefix) {
        Attempt attempt = attempts.get(prefix);
        return attempt == null ? waiting.get(prefix) : attempt.failure;
    }

    KernelSyncStatus.Obstacles obstacles() {
        return new KernelSyncStatus.Obstacles(owners, attempts.size() + waiting.size());
    }

    List<RouteConflict> conflicts() {
        return conflicts.values().stream().limit(KernelSyncStatus.LISTED).toList();
    }

    List<RouteFailure> failures() {
        return Stream.concat(attempts.values().stream().map(Attempt::failure), waiting.values().stream())
                .limit(KernelSyncStatus.LISTED)
                .toList();
    }
}
