package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.EtcdV2Keys;
import io.nightjar.calico.testing.RecordingListener;
import io.nightjar.calico.testing.RequiresEtcd;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An etcd that is known by its IPv6 address. */
@RequiresEtcd
class EtcdIpv6IT {

    private static final String KEY = "/calico/bgp/v1/global/as_num";

    @TempDir
    Path directory;

    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor();

    private final RecordingListener listener = new RecordingListener();

    private EtcdServer etcd;

    @BeforeEach
    void startEtcd() {
        etcd = EtcdServer.startOnBothLoopbacks(directory, "http", List.of("--enable-v2"), UnaryOperator.identity());
        new EtcdV2Keys(etcd.endpoint()).put(KEY, "2");
    }

    @AfterEach
    void stop() {
        control.shutdown();
        etcd.close();
    }

    @ParameterizedTest
    @EnumSource
    void isFollowedOverEachApi(EtcdApi api) {
        try (Datastore datastore = new EtcdDatastore(
                new DatastoreConfig(api, List.of(etcd.endpoint("[::1]")), null, null),
                List.of("/calico/bgp/v1/"),
                control,
                new SplittableRandom(1))) {
            datastore.start(listener);
            assertThat(listener.awaitStatus(true).reason()).contains("[::1]");
            new EtcdV2Keys(etcd.endpoint()).put(KEY, "both");
            etcd.put(KEY, "both");
            listener.awaitValue(KEY, "both");
        }
    }

    @Test
    void severalEndpointsAreOneTarget() {
        assertThat(EtcdClients.target(List.of(
                        URI.create("http://[fd00::1]:2379"),
                        URI.create("http://10.0.0.1:2380"),
                        URI.create("http://etcd.example:2381"))))
                .isEqualTo("ip:///%5Bfd00::1%5D:2379,10.0.0.1:2380,etcd.example:2381");
    }
}
