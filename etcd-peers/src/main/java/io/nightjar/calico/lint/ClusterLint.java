package io.nightjar.calico.lint;

import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.NodeIndex;
import io.nightjar.calico.store.KeyValueView;
import java.util.List;

/** Looks at a whole cluster. */
public final class ClusterLint {

    private ClusterLint() {}

    /**
     * What is to be said about a cluster, in the order of the keys.
     *
     * @param view all that is known about all nodes
     * @param state what was understood of it
     * @param inputs the files of the node on which this runs; other nodes may have others
     */
    public static List<Finding> findings(KeyValueView view, ClusterState state, LocalInputs inputs) {
        Findings findings = new Findings();
        Cluster cluster = new Cluster(state, new NodeIndex(state), inputs);
        ObjectLint.check(view, state, findings);
        NodeLint.check(cluster, findings);
        PeerLint.check(cluster, findings);
        SamePlaceLint.check(cluster, findings);
        BlockLint.check(cluster, findings);
        PoolLint.check(cluster, findings);
        SettingsLint.check(cluster, findings);
        return List.copyOf(findings.all());
    }

    /** The same for a view that nothing is known of yet. */
    public static List<Finding> findings(KeyValueView view, LocalInputs inputs) {
        return findings(view, new ClusterStateBuilder().update(view), inputs);
    }
}
