package io.nightjar.conformance.sim;

import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.store.KeyValueView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The datastore: Calico's keys as they are in etcd, and the cluster's state that the real builder makes of them, once for all who
 * look at the same revision. What nobody has looked at between two writes is one revision.
 */
final class ClusterStore {

    private final ClusterStateBuilder builder = new ClusterStateBuilder();
    private final Map<String, String> written = new TreeMap<>();
    private final Set<String> deleted = new HashSet<>();
    private KeyValueView view = KeyValueView.empty();
    private @Nullable ClusterState state;

    void write(Map<String, String> put, List<String> delete) {
        written.putAll(put);
        deleted.removeAll(put.keySet());
        delete.forEach(written::remove);
        deleted.addAll(delete);
        state = null;
    }

    /** What the store shows now. */
    ClusterState state() {
        ClusterState known = state;
        if (known == null) {
            view = view.with(written, deleted);
            written.clear();
            deleted.clear();
            known = builder.update(view);
            state = known;
        }
        return known;
    }
}
