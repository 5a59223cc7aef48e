package io.nightjar.benchmarks.calico;

import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.LargeCluster;

/** The clusters that are measured. */
enum Clusters {
    MESH_1000("1,000 nodes, full mesh"),
    REFLECTED_1000("1,000 nodes, 20 route reflectors"),
    MESH_5000("5,000 nodes, full mesh"),
    REFLECTED_5000("5,000 nodes, 100 route reflectors"),
    PEERED("64 nodes, 2,600 BGPPeers");

    private final String title;

    Clusters(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What its datastore shows. */
    KeyValueView view() {
        return switch (this) {
            case MESH_1000 -> LargeCluster.mesh(1000);
            case REFLECTED_1000 -> LargeCluster.reflected(1000);
            case MESH_5000 -> LargeCluster.mesh(5000);
            case REFLECTED_5000 -> LargeCluster.reflected(5000);
            case PEERED -> LargeCluster.peered(64, 2600);
        };
    }
}
