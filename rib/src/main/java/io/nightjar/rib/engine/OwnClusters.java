package io.nightjar.rib.engine;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.config.PeerPolicy;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4456 §8: the clusters that we reflect for, each as long as it has clients. Former ones do not count: another reflector of their
 * cluster is about to tell us what it has from them.
 */
final class OwnClusters {

    private final TreeMap<BgpIdentifier, Integer> clients = new TreeMap<>();

    private Set<BgpIdentifier> ids = Set.of();

    /** A peer with this policy is there. */
    void add(PeerPolicy policy) {
        BgpIdentifier id = cluster(policy);
        if (id != null) {
            clients.merge(id, 1, Integer::sum);
        }
    }

    /** A peer with this policy is there no more. */
    void remove(PeerPolicy policy) {
        BgpIdentifier id = cluster(policy);
        if (id != null) {
            clients.computeIfPresent(id, (cluster, count) -> count == 1 ? null : count - 1);
        }
    }

    private static @Nullable BgpIdentifier cluster(PeerPolicy policy) {
        return policy.formerClient() ? null : policy.clientClusterId();
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
