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

    /**
     * A second of a destination's life.
     *
     * @param startNanos later than now if a repair was put off until then
     * @param repairs that were made in it
     * @param watching whether what is wanted is still what was repaired
     */
    private record Window(long startNanos, int repairs, boolean watching) {

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

    /** Something else is wanted there from now on: writing that is no repair, whatever happened to the route before. */
    void news(Prefix destination) {
        if (!windows.isEmpty()) {
            windows.computeIfPresent(
                    destination, (there, window) -> new Window(window.startNanos(), window.repairs(), false));
        }
    }

    /** Whether this destination was to be repaired not long ago: then writing its route again is a repair, too. */
    boolean isWatching(Prefix destination, long nowNanos) {
        Window window = windows.isEmpty() ? null : windows.get(destination);
        return window != null && window.watching() && !window.isOver(nowNanos);
    }

    /** Whether this route may be repaired now; counts it if so. */
    boolean permits(KernelRoute wanted, long nowNanos) {
        Window window = windows.get(wanted.destination());
        if (window == null || window.isOver(nowNanos)) {
            window = new Window(nowNanos, 0, true);
        }
        if (window.repairs() == REPAIRS_PER_WINDOW) {
            window = new Window(window.endNanos(), 0, true);
        }
        boolean early = window.startNanos() - nowNanos > 0;
        windows.put(wanted.destination(), new Window(window.startNanos(), window.repairs() + (early ? 0 : 1), true));
        if (early) {
            RouteFailure failure = new RouteFailure(wanted, "somebody keeps removing or changing it");
            troubles.postpone(wanted.destination(), failure, window.startNanos());
            return false;
        }
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
