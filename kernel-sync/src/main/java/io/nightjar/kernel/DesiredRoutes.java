package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted, and what nobody has decided about yet. Owned by the {@code kernel} thread.
 *
 * <p>Routes of ours that were found on start belong to a predecessor. As long as nobody has said anything about their
 * prefix they are <em>stale</em> and stay, until {@link #sweep}; after that, what is not wanted has to go.
 */
final class DesiredRoutes {

    private final Map<Prefix, KernelRoute> wanted = new HashMap<>();
    private final Set<Prefix> refused = new HashSet<>();
    private boolean swept;

    void change(RouteChange change) {
        if (change instanceof RouteChange.Install install) {
            wanted.put(change.destination(), install.route());
            refused.remove(change.destination());
        } else {
            wanted.remove(change.destination());
            if (!swept) {
                refused.add(change.destination());
            }
        }
    }

    /** From now on everything that is not wanted has to go. */
    void sweep() {
        swept = true;
        refused.clear();
    }

    @Nullable
    KernelRoute at(Prefix prefix) {
        return wanted.get(prefix);
    }

    /** Whether a route of ours may stay although nobody wants it. */
    boolean isUndecided(Prefix prefix) {
        return !swept && !wanted.containsKey(prefix) && !refused.contains(prefix);
    }

    Set<Prefix> prefixes() {
        return wanted.keySet();
    }

    int size() {
        return wanted.size();
    }
}
