package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted, and where that has to wait because a predecessor's route is kept. Owned by the {@code kernel} thread.
 */
final class DesiredRoutes {

    private final Map<Prefix, KernelRoute> wanted = new HashMap<>();
    private final AdoptedRoutes adopted = new AdoptedRoutes();

    void change(RouteChange change) {
        if (change instanceof RouteChange.Install install) {
            wanted.put(change.destination(), install.route());
            adopted.announced(change.destination(), install.announcer());
        } else {
            wanted.remove(change.destination());
            adopted.withdrawn(change.destination());
        }
    }

    AdoptedRoutes adopted() {
        return adopted;
    }

    /** Whether what is there stays as it is for now, whatever is wanted. */
    boolean hasToWait(Prefix prefix, List<KernelRoute> present) {
        return adopted.keeps(prefix, present);
    }

    @Nullable
    KernelRoute at(Prefix prefix) {
        return wanted.get(prefix);
    }

    Set<Prefix> prefixes() {
        return wanted.keySet();
    }

    int size() {
        return wanted.size();
    }
}
