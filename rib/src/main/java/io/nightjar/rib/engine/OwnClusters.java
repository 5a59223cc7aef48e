package io.nightjar.rib.engine;

import io.nightjar.bgp.net.BgpIdentifier;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** RFC 4456 §8: the clusters that we reflect for, each as long as it has clients. */
final class OwnClusters {

    private final TreeMap<BgpIdentifier, Integer> clients = new TreeMap<>();

    private Set<BgpIdentifier> ids = Set.of();

    /** A client of this cluster is there; null is no cluster. */
    void add(@Nullable BgpIdentifier id) {
        if (id != null) {
            clients.merge(id, 1, Integer::sum);
        }
    }

    /** A client of this cluster is there no more. */
    void remove(@Nullable BgpIdentifier id) {
        if (id != null) {
            clients.computeIfPresent(id, (cluster, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Makes the clusters that have clients now the ones that count; says whether they are others than before. */
    boolean update() {
        if (clients.keySet().equals(ids)) {
            return false;
        }
        ids = Set.copyOf(clients.keySet());
        return true;
    }

    /** Those that count. */
    Set<BgpIdentifier> ids() {
        return ids;
    }
}
