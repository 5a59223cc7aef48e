package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends a fight: somebody who deletes a route of ours again and again gets it back a few times a second, not a few
 * thousand times. Owned by the {@code kernel} thread.
 */
final class RepairLimiter {

    private static final int REPAIRS_PER_WINDOW = 5;
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private record Window(long startNanos, int repairs) {

        boolean isOver(long nowNanos) {
            return nowNanos - startNanos >= WINDOW_NANOS;
        }
    }

    private final Map<Prefix, Window> windows = new HashMap<>();

    /** Whether this prefix may be repaired now; counts it if so. */
    boolean permits(Prefix prefix, long nowNanos) {
        Window window = windows.get(prefix);
        if (window == null || window.isOver(nowNanos)) {
            windows.put(prefix, new Window(nowNanos, 1));
            return true;
        }
        if (window.repairs() >= REPAIRS_PER_WINDOW) {
            return false;
        }
        windows.put(prefix, new Window(window.startNanos(), window.repairs() + 1));
        return true;
    }

    /** Forgets what is over. */
    void prune(long nowNanos) {
        windows.values().removeIf(window -> window.isOver(nowNanos));
    }
}
