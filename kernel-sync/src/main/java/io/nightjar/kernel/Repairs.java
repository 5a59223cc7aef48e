package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.HashMap;
import java.util.Map;

/**
 * Routes that were in place and are not any more. Ends a fight: somebody who deletes a route of ours again and again gets it back a few
 * times a second, not a few thousand times. Owned by the {@code kernel} thread.
 */
final class Repairs {

    private static final int REPAIRS_PER_WINDOW = 5;
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private record Window(long startNanos, int repairs) {

        long endNanos() {
            return startNanos + WINDOW_NANOS;
        }

        boolean isOver(long nowNanos) {
            return endNanos() - nowNanos <= 0;
        }
    }

    private final Troubles troubles;
    private final RouteLog log;
    private final Map<Prefix, Window> windows = new HashMap<>();
    private long count;

    /** None yet; {@code troubles} hears of those that are put off. */
    Repairs(Troubles troubles, RouteLog log) {
        this.troubles = troubles;
        this.log = log;
    }

    /** Whether this destination was repaired not long ago: then writing its route again is a repair, too. */
    boolean isWatching(Prefix destination) {
        return windows.containsKey(destination);
    }

    /** Whether this route may be repaired now; counts it if so. */
    boolean permits(KernelRoute wanted, long nowNanos) {
        Window window = windows.get(wanted.destination());
        if (window == null || window.isOver(nowNanos)) {
            window = new Window(nowNanos, 0);
        }
        if (window.repairs() == REPAIRS_PER_WINDOW) {
            RouteFailure failure = new RouteFailure(wanted, "somebody keeps removing or changing it");
            troubles.postpone(wanted.destination(), failure, window.endNanos());
            return false;
        }
        windows.put(wanted.destination(), new Window(window.startNanos(), window.repairs() + 1));
        count++;
        log.about(RouteLog.Matter.REPAIR, wanted).log("repairing {}", wanted);
        return true;
    }

    /** Forgets what is over. */
    void prune(long nowNanos) {
        windows.values().removeIf(window -> window.isOver(nowNanos));
    }

    /** How many there were. */
    long count() {
        return count;
    }
}
