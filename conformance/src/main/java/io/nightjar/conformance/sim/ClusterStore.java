package io.nightjar.conformance.sim;

import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.store.KeyValueView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The datastore: Calico's keys as they are in etcd, and the cluster's state that the real builder makes of them, once for all who
 * look at the same revision.
 */
final class ClusterStore {

    private final ClusterStateBuilder builder = new ClusterStateBuilder();
    private KeyValueView view = KeyValueView.empty();
    private @Nullable ClusterState state;

    void write(Map<String, String> put, List<String> delete) {
        view = view.with(put, delete);
        state = null;
    }

    /** What the store shows now. */
    ClusterState state() {
        ClusterState known = state;
        if (known == null) {
            known = builder.update(view);
            state = known;
        }
        return known;
    }
}
