package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What other threads have asked of the {@code kernel} thread. When there are very many
 * changes, later ones take the place of earlier ones for the same prefix, so it is bounded by the number of prefixes and of peers.
 */
final class KernelMailbox {

    /** Whether to go on, and what to leave behind. */
    enum Ending {
        NONE,
        KEEP_ROUTES,
        FLUSH_ROUTES
    }

    /**
     * All that was asked for since the last time.
     *
     * @param changes in their order; the last one for a prefix counts
     * @param oldestNanos when the first of them came, on the clock of whoever brought it; of no meaning without changes
     * @param complete who has announced everything; its changes are among these or earlier ones
     * @param sweep whether stale routes are to go
     * @param waiting who wants to know when this is done
     * @param looks what is asked about single destinations
     */
    record Contents(
            List<RouteChange> changes,
            long oldestNanos,
            List<Announcer> complete,
            boolean sweep,
            List<CompletableFuture<KernelSyncStatus>> waiting,
            List<Look> looks) {}

    /** Somebody wants to know about a destination. */
    record Look(Prefix prefix, CompletableFuture<KernelDestination> answer) {}

    /** So many changes are kept without a look at whether some are outdated. */
    static final int FIRST_TIDY = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private List<RouteChange> changes = new ArrayList<>();
    private long oldestNanos;
    private int tidyAt = FIRST_TIDY;
    private final Set<Announcer> complete = new LinkedHashSet<>();
    private final List<CompletableFuture<KernelSyncStatus>> waiting = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private boolean sweep;
    private boolean abandoned;
    private Ending ending = Ending.NONE;

    void put(List<RouteChange> newChanges, long nowNanos) {
        lock.lock();
        try {
            if (changes.isEmpty()) {
                oldestNanos = nowNanos;
            }
            changes.addAll(newChanges);
            if (changes.size() > tidyAt) {
                changes = latest(changes);
                tidyAt = Math.max(FIRST_TIDY, 2 * changes.size());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Seldom needed, as they are mostly taken before there are two for one prefix. */
    private static List<RouteChange> latest(List<RouteChange> changes) {
        Map<Prefix, RouteChange> latest = new LinkedHashMap<>();
        changes.forEach(change -> latest.put(change.destination(), change));
        return new ArrayList<>(latest.values());
    }

    /** How many changes wait. */
    int size() {
        lock.lock();
        try {
            return changes.size();
        } finally {
            lock.unlock();
        }
    }

    void complete(Announcer announcer) {
        lock.lock();
        try {
            complete.add(announcer);
        } finally {
            lock.unlock();
        }
    }

    void requestSweep() {
        lock.lock();
        try {
            sweep = true;
        } finally {
            lock.unlock();
        }
    }

    /** The future is completed by whoever takes it from here, or cancelled if nobody will. */
    void await(CompletableFuture<KernelSyncStatus> future) {
        lock.lock();
        try {
            if (abandoned) {
                future.cancel(false);
            } else {
                waiting.add(future);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Like {@link #await}, about one destination. */
    void look(Look look) {
        lock.lock();
        try {
            if (abandoned) {
                look.answer().cancel(false);
            } else {
                looks.add(look);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first ending that is asked for counts. */
    void end(Ending how) {
        lock.lock();
        try {
            if (ending == Ending.NONE) {
                ending = how;
            }
        } finally {
            lock.unlock();
        }
    }

    Ending ending() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody will take anything any more. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            waiting.forEach(future -> future.cancel(false));
            waiting.clear();
            looks.forEach(look -> look.answer().cancel(false));
            looks.clear();
        } finally {
            lock.unlock();
        }
    }

    Contents take() {
        lock.lock();
        try {
            Contents contents = new Contents(
                    changes, oldestNanos, List.copyOf(complete), sweep, List.copyOf(waiting), List.copyOf(looks));
            changes = new ArrayList<>();
            tidyAt = FIRST_TIDY;
            complete.clear();
            waiting.clear();
            looks.clear();
            sweep = false;
            return contents;
        } finally {
            lock.unlock();
        }
    }
}
