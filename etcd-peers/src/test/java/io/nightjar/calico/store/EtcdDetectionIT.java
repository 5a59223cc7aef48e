package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.EtcdV2Keys;
import io.nightjar.calico.testing.FakeDns;
import io.nightjar.calico.testing.FakeEtcdV2;
import io.nightjar.calico.testing.RecordingListener;
import io.nightjar.calico.testing.RequiresEtcd;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which store is read when nobody has said which. */
@RequiresEtcd
class EtcdDetectionIT {

    private static final String KEY = "/calico/bgp/v1/global/as_num";

    @TempDir
    Path directory;

    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor();

    private final RecordingListener listener = new RecordingListener();

    private Datastore datastore;

    @AfterEach
    void stop() {
        datastore.close();
        control.shutdown();
    }

    private void follow(URI... endpoints) {
        datastore = new EtcdDatastore(
                new DatastoreConfig(EtcdApi.DETECT, List.of(endpoints), null, null),
                List.of("/calico/bgp/v1/"),
                control,
                new SplittableRandom(1));
        datastore.start(listener);
    }

    @Test
    void theNewerStoreIsReadIfThereIsAnythingInIt() {
        try (EtcdServer etcd = EtcdServer.startWithV2(directory)) {
            etcd.put(KEY, "3");
            new EtcdV2Keys(etcd.endpoint()).put(KEY, "2");
            follow(etcd.endpoint());
            assertThat(listener.awaitView(view -> true).entries().get(KEY).value())
                    .isEqualTo("3");
        }
    }

    @Test
    void theOlderStoreIsReadIfOnlyThatHasKeys() {
        try (EtcdServer etcd = EtcdServer.startWithV2(directory)) {
            new EtcdV2Keys(etcd.endpoint()).put(KEY, "2");
            follow(etcd.endpoint());
            listener.awaitValue(KEY, "2");
            assertThat(listener.awaitStatus(true).reason()).contains("v2 API");
        }
    }

    @Test
    void whenNeitherHasKeysTheQuestionIsAskedAgain() {
        try (EtcdServer etcd = EtcdServer.startWithV2(directory)) {
            follow(etcd.endpoint());
            assertThat(listener.awaitStatus(false).reason()).contains("neither in the v3 store nor in the v2 store");
            new EtcdV2Keys(etcd.endpoint()).put(KEY, "2");
            listener.awaitValue(KEY, "2");
        }
    }

    @Test
    void withoutTheOlderApiThereIsNoQuestion() {
        try (EtcdServer etcd = EtcdServer.start(directory)) {
            follow(etcd.endpoint());
            assertThat(listener.awaitView(view -> true).entries()).isEmpty();
            etcd.put(KEY, "3");
            listener.awaitValue(KEY, "3");
        }
    }

    /** Whichever is the first one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aMemberThatHangsIsNotWaitedForAgainAndAgain(int hanging) {
        List<EtcdServer> members = EtcdServer.startClusterWithV2(directory, 3);
        try {
            members.get(2).put(KEY, "3");
            members.get(hanging).freeze();
            follow(members.stream().map(EtcdServer::endpoint).toArray(URI[]::new));
            listener.awaitValue(KEY, "3");
            listener.awaitStatus(true);
        } finally {
            members.get(hanging).thaw();
            members.forEach(EtcdServer::close);
        }
    }

    @Test
    void theDnsLeadsToIt() {
        String domain = "calico.example";
        try (FakeDns dns = new FakeDns();
                EtcdServer etcd = EtcdServer.startWithV2(directory)) {
            new EtcdV2Keys(etcd.endpoint()).put(KEY, "2");
            dns.service("_etcd-client._tcp." + domain, 1, etcd.endpoint().getPort(), "localhost");
            datastore = new EtcdDatastore(
                    new DatastoreConfig(
                            EtcdApi.DETECT,
                            new DatastoreConfig.Discovered(domain),
                            new DatastoreConfig.Tls(null, null),
                            null),
                    new EndpointLocator(new SrvLookup(dns.servers())),
                    executor -> EtcdConnectors.of(EtcdApi.DETECT, List.of("/calico/bgp/v1/"), executor, 0),
                    List.of("/calico/bgp/v1/"),
                    control,
                    new SplittableRandom(1));
            datastore.start(listener);
            listener.awaitValue(KEY, "2");
            assertThat(listener.awaitStatus(true).reason()).contains("http://localhost:");
        }
    }

    @Test
    void anEtcdThatIsTooOldForTheNewerApiIsReadThroughTheOther() {
        try (FakeEtcdV2 etcd = new FakeEtcdV2()) {
            follow(etcd.endpoint());
            assertThat(listener.awaitView(view -> true).entries()).isEmpty();
            etcd.become("abc", 11);
            etcd.say("{\"action\":\"set\",\"node\":{\"key\":\"" + KEY + "\",\"value\":\"2\",\"modifiedIndex\":11}}");
            listener.awaitValue(KEY, "2");
        }
    }
}
