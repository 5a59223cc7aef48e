package io.nightjar.conformance;

import io.nightjar.daemon.lab.LabDatastore;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;

/** The same cluster, and the same things happen to it, on the API of 2017. */
@RequiresNetworkNamespaces
class EtcdV2NodesIT extends ClusterIT {

    @Override
    LabDatastore datastore() {
        return LabDatastore.ETCDV2;
    }
}
