package io.nightjar.conformance;

import io.nightjar.daemon.lab.LabDatastore;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;

/** The same troubles on the API of 2017. */
@RequiresNetworkNamespaces
class EtcdV2PartitionIT extends PartitionedDatastore {

    @Override
    LabDatastore datastore() {
        return LabDatastore.ETCDV2;
    }
}
