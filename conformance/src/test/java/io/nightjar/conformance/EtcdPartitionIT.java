package io.nightjar.conformance;

import io.nightjar.daemon.lab.CalicoKeys;
import io.nightjar.daemon.lab.LabDatastore;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three members of an etcd on a network that fails, on the v3 API. */
@RequiresNetworkNamespaces
class EtcdPartitionIT extends PartitionedDatastore {

    @Override
    LabDatastore datastore() {
        return LabDatastore.KEYS;
    }

    /** The revision goes backwards, and the store is another one. */
    @Test
    void afterARestoreFromABackupTheStateIsThatOfTheBackup() {
        Path backup = etcd.save();
        Map<String, String> block = CalicoKeys.ofBlock("node01", "192.168.211.0/26");
        etcd.put(etcd.members().get(0), block);
        awaitBlock("node01", "192.168.211.0/26");

        etcd.restore(backup);

        awaitNoBlock("192.168.211.0/26");
        assertThatNoSessionEnded();
    }

    @Test
    void whatACompactionForgotWhileANodeHeardNothingIsCaughtUpWith() {
        Map<String, String> gone = CalicoKeys.ofBlock("node01", "192.168.212.0/26");
        Map<String, String> stays = CalicoKeys.ofBlock("node01", "192.168.213.0/26");
        etcd.put(etcd.members().get(0), gone);
        awaitBlock("node01", "192.168.212.0/26");
        etcd.members().forEach(member -> etcd.loseBetween(member, List.of(NODE00, NODE01)));
        etcd.put(etcd.members().get(0), stays);
        etcd.delete(etcd.members().get(1), gone.keySet());
        etcd.compact(etcd.members().get(2));
        awaitDisconnected();

        etcd.members().forEach(member -> etcd.findBetween(member, List.of(NODE00, NODE01)));

        awaitBlock("node01", "192.168.213.0/26");
        awaitNoBlock("192.168.212.0/26");
        assertThatNoSessionEnded();
        etcd.delete(etcd.members().get(0), stays.keySet());
        awaitNoBlock("192.168.213.0/26");
    }
}
