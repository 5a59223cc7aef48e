package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.options.DeleteOption;
import io.nightjar.calico.model.CalicoKeys;
import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.RecordingListener;
import io.nightjar.calico.testing.RequiresEtcd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a deletion that each watch tells for itself, with a real etcd and all watches of a node. */
@RequiresEtcd
class DeletionGuardIT {

    private static final String RESOURCES = "/calico/resources/v3/projectcalico.org/";

    private static final int ROUNDS = 8;

    @TempDir
    Path directory;

    private final HookedScheduler control = new HookedScheduler();

    private final RecordingListener listener = new RecordingListener();

    private final List<String> keys = keys();

    private EtcdServer etcd;

    private Datastore datastore;

    /** Blocks, peers, nodes, pools: more than half of them are nodes. */
    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> keys.add("/calico/ipam/v2/host/n0/ipv4/block/10.0.0." + i * 16 + "-28"));
        IntStream.range(0, 8).forEach(i -> keys.add(RESOURCES + "bgppeers/p" + i));
        IntStream.range(0, 20).forEach(i -> keys.add(RESOURCES + "nodes/n" + i));
        IntStream.range(0, 4).forEach(i -> keys.add(RESOURCES + "ippools/p" + i));
        List.of("bgpconfigurations", "clusterinformations", "felixconfigurations")
                .forEach(kind -> keys.add(RESOURCES + kind + "/default"));
        return keys;
    }

    @BeforeEach
    void follow() {
        etcd = EtcdServer.start(directory);
        etcd.putAll(keys, "0");
        datastore = new EtcdDatastore(
                new DatastoreConfig(List.of(etcd.endpoint()), null, null),
                CalicoKeys.prefixes("n0"),
                control,
                new SplittableRandom(1));
        datastore.start(listener);
        listener.awaitStatus(true);
    }

    @AfterEach
    void stop() {
        datastore.close();
        control.shutdown();
        etcd.close();
    }

    /** Which watch is the first to tell is a matter of chance. */
    @RepeatedTest(ROUNDS)
    void nothingOfOneDeletionPassesWhateverComesFirst() throws InterruptedException {
        etcd.put(keys.get(0), "1");
        listener.awaitValue(keys.get(0), "1");
        control.countDelaysFrom(DeletionGuard.CONFIRMATION);
        deleteBelow("/calico/");
        assertThat(control.wasToldToWait()).isTrue();
        etcd.putAll(keys, "2");
        assertThat(listener.awaitView(view -> view.entries().size() < keys.size() || isBack(view))
                        .entries())
                .containsOnlyKeys(keys);
    }

    @Test
    void aPartPassesAtOnce() {
        deleteBelow("/calico/ipam/");
        assertThat(listener.awaitView(view -> view.entries().size() < keys.size())
                        .entries())
                .hasSize(keys.size() - 12);
    }

    private static boolean isBack(KeyValueView view) {
        return view.entries().values().stream().allMatch(entry -> entry.value().equals("2"));
    }

    private void deleteBelow(String prefix) {
        DeleteOption below = DeleteOption.builder().isPrefix(true).build();
        EtcdServer.await(etcd.client().getKVClient().delete(EtcdServer.bytes(prefix), below));
    }
}
