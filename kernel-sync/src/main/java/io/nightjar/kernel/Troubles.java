package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The wanted routes that are not in the kernel, and when to try them again. Owned by the {@code kernel} thread.
 *
 * <p>A conflict needs no clock: the foreign route's end is an event. What the kernel refused is tried again when links,
 * addresses or foreign routes change, and on one common timer that slows down from 1 to 30 seconds.
 */
final class Troubles {

    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;
    private static final long LAST_RETRY_NANOS = 30_000_000_000L;

    private final Map<Prefix, RouteConflict> conflicts = new LinkedHashMap<>();
    private final Map<Integer, Integer> owners = new TreeMap<>();
    private final Map<Prefix, RouteFailure> failures = new LinkedHashMap<>();
    private long retryDelayNanos = FIRST_RETRY_NANOS;
    private long retryAtNanos;

    void clear(Prefix prefix) {
        if (conflicts.isEmpty() && failures.isEmpty()) {
            return;
        }
        resolved(conflicts.remove(prefix));
        failures.remove(prefix);
    }

    private void resolved(@Nullable RouteConflict conflict) {
        if (conflict != null) {
            owners.computeIfPresent(conflict.owner().protocol(), (owner, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Remembers a conflict; true if it is news. */
    boolean conflict(Prefix prefix, RouteConflict conflict) {
        failures.remove(prefix);
        RouteConflict before = conflicts.put(prefix, conflict);
        resolved(before);
        owners.merge(conflict.owner().protocol(), 1, Integer::sum);
        return !conflict.equals(before);
    }

    /** Remembers a failure; true if the prefix had none. */
    boolean failure(Prefix prefix, RouteFailure failure, long nowNanos) {
        resolved(conflicts.remove(prefix));
        if (failures.isEmpty()) {
            retryDelayNanos = FIRST_RETRY_NANOS;
            retryAtNanos = nowNanos + retryDelayNanos;
        }
        return failures.put(prefix, failure) == null;
    }

    /** The prefixes to be tried again now because of the time; empty before that. */
    Set<Prefix> due(long nowNanos) {
        if (failures.isEmpty() || nowNanos - retryAtNanos < 0) {
            return Set.of();
        }
        retryDelayNanos = Math.min(LAST_RETRY_NANOS, 2 * retryDelayNanos);
        retryAtNanos = nowNanos + retryDelayNanos;
        return Set.copyOf(failures.keySet());
    }

    /** The prefixes to be tried again because something has changed. */
    Set<Prefix> afterChange(long nowNanos) {
        retryDelayNanos = FIRST_RETRY_NANOS;
        retryAtNanos = nowNanos + retryDelayNanos;
        return Set.copyOf(failures.keySet());
    }

    /** How long until something is due, at most {@code longest}. */
    long nanosUntilRetry(long nowNanos, long longest) {
        return failures.isEmpty() ? longest : Math.min(longest, Math.max(0, retryAtNanos - nowNanos));
    }

    /** Who keeps the wanted route out; null if nobody does. */
    @Nullable
    RouteConflict conflict(Prefix prefix) {
        return conflicts.get(prefix);
    }

    /** Why the wanted route was not taken; null if it was. */
    @Nullable
    RouteFailure failure(Prefix prefix) {
        return failures.get(prefix);
    }

    KernelSyncStatus.Obstacles obstacles() {
        return new KernelSyncStatus.Obstacles(owners, failures.size());
    }

    List<RouteConflict> conflicts() {
        return conflicts.values().stream().limit(KernelSyncStatus.LISTED).toList();
    }

    List<RouteFailure> failures() {
        return failures.values().stream().limit(KernelSyncStatus.LISTED).toList();
    }
}
