package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.EtcdV2Keys;
import io.nightjar.calico.testing.RecordingListener;
import io.nightjar.calico.testing.RequiresEtcd;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract and the failures, against a real etcd and its v2 API. */
@RequiresEtcd
@Execution(ExecutionMode.CONCURRENT)
class EtcdV2DatastoreIT implements DatastoreContract {

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Etcd remembers a thousand events. */
    private static final int MORE_THAN_REMEMBERED = 1010;

    @TempDir
    Path directory;

    private final HookedScheduler control = new HookedScheduler();

    private final RecordingListener listener = new RecordingListener();

    private EtcdServer etcd;

    private EtcdV2Keys keys;

    private Datastore datastore;

    @BeforeEach
    void startEtcd() {
        etcd = EtcdServer.startWithV2(directory.resolve("data"));
        keys = new EtcdV2Keys(etcd.endpoint());
    }

    @AfterEach
    void stop() {
        if (datastore != null) {
            datastore.close();
        }
        control.shutdown();
        etcd.close();
    }

    @Override
    public Datastore datastore() {
        return datastore(List.of(etcd.endpoint()));
    }

    private Datastore datastore(List<URI> endpoints) {
        datastore = new EtcdDatastore(
                new DatastoreConfig(EtcdApi.V2, endpoints, null, null),
                List.of(PREFIX, OTHER_PREFIX),
                control,
                new SplittableRandom(1));
        return datastore;
    }

    @Override
    public void put(String key, String value) {
        keys.put(key, value);
    }

    @Override
    public void delete(String key) {
        keys.delete(key);
    }

    @Override
    public void takeAway() {
        etcd.kill();
    }

    @Override
    public void bringBack() {
        etcd.restart();
    }

    private void start() {
        datastore().start(listener);
        listener.awaitStatus(true);
    }

    @Test
    void aChangeIsVisibleAtOnce() {
        start();
        put(PREFIX + "warm", "up");
        listener.awaitValue(PREFIX + "warm", "up");
        long before = System.nanoTime();
        put(PREFIX + "a", "1");
        listener.awaitValue(PREFIX + "a", "1");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    }

    @Test
    void theKeysOfTheV3StoreAreNotSeen() {
        etcd.put(PREFIX + "v3", "1");
        put(PREFIX + "v2", "1");
        datastore().start(listener);
        assertThat(listener.awaitView(view -> true).entries()).containsOnlyKeys(PREFIX + "v2");
    }

    @Test
    void emptyDirectoriesAreNothing() {
        keys.makeDirectory(PREFIX + "global/custom_filters/v4");
        start();
        keys.makeDirectory(PREFIX + "global/custom_filters/v6");
        put(PREFIX + "a", "1");
        assertThat(listener.awaitValue(PREFIX + "a", "1").entries()).hasSize(1);
    }

    @Test
    void aDirectoryIsDeletedWithEverythingInIt() {
        put(PREFIX + "host/n1/ip_addr_v4", "10.0.0.1");
        put(PREFIX + "host/n1/peer_v4/10.0.0.9", "{}");
        put(PREFIX + "host/n10/ip_addr_v4", "10.0.0.10");
        start();
        keys.deleteRecursively(PREFIX + "host/n1");
        listener.awaitView(view -> view.entries().keySet().equals(Set.of(PREFIX + "host/n10/ip_addr_v4")));
    }

    @Test
    void whatIsAboveThePrefixesMayBeDeletedAndComeBack() {
        put(PREFIX + "a", "1");
        put(OTHER_PREFIX + "b", "1");
        start();
        keys.deleteRecursively("/calico");
        listener.awaitView(view -> view.entries().isEmpty());
        put(OTHER_PREFIX + "b", "2");
        put(PREFIX + "a", "2");
        listener.awaitView(view -> view.entries().keySet().equals(Set.of(PREFIX + "a", OTHER_PREFIX + "b")));
    }

    @Test
    void valuesAndDirectoriesExpire() {
        put(PREFIX + "stays", "1");
        start();
        keys.putForOneSecond(PREFIX + "short", "1");
        keys.makeDirectoryForOneSecond(PREFIX + "directory");
        put(PREFIX + "directory/inside", "1");
        listener.awaitView(view -> view.entries().size() == 3);
        listener.awaitView(view -> view.entries().keySet().equals(Set.of(PREFIX + "stays")));
    }

    @Test
    void comparedAndSwappedIsWritten() {
        put(PREFIX + "a", "1");
        start();
        keys.putIfItIs(PREFIX + "a", "1", "2");
        listener.awaitValue(PREFIX + "a", "2");
    }

    /** All questions that we ask come too late: between the listing and the watch, a thousand things happen elsewhere. */
    @Test
    void eventsThatEtcdHasForgottenAreNoLoss() {
        control.beforeFirstTasks(() -> {
            put(PREFIX + "b", "" + System.nanoTime());
            IntStream.range(0, MORE_THAN_REMEMBERED).forEach(i -> put("/elsewhere", "" + i));
        });
        start();
        put(PREFIX + "a", "last");
        assertThat(listener.awaitValue(PREFIX + "a", "last").entries()).containsKey(PREFIX + "b");
    }

    @Test
    void moreEventsThanEtcdRemembersAreAllSeen() {
        start();
        IntStream.range(0, MORE_THAN_REMEMBERED).forEach(i -> put(PREFIX + i, "x"));
        listener.awaitView(view -> view.entries().size() == MORE_THAN_REMEMBERED);
    }

    @Test
    void whatWasWrittenWhileWeWereAwayIsThereAfterwards() {
        put(PREFIX + "a", "1");
        put(PREFIX + "b", "1");
        start();
        etcd.kill();
        listener.awaitStatus(false);
        etcd.restart();
        delete(PREFIX + "a");
        put(PREFIX + "c", "1");
        listener.awaitView(view -> view.entries().keySet().equals(Set.of(PREFIX + "b", PREFIX + "c")));
    }

    @Test
    void aStoreThatHasLostItsDataIsReadAnew() {
        IntStream.range(0, 20).forEach(i -> put(PREFIX + i, "x"));
        start();
        etcd.kill();
        listener.awaitStatus(false);
        etcd.restartEmpty(directory.resolve("empty"));
        listener.awaitStatus(true);
        KeyValueView empty = listener.awaitView(view -> view.entries().isEmpty());
        assertThat(empty.revision()).isLessThan(20);
        put(PREFIX + "new", "1");
        listener.awaitValue(PREFIX + "new", "1");
    }

    @Test
    void anotherEndpointIsUsedWhenTheFirstIsAway() {
        try (EtcdServer other = EtcdServer.startWithV2(directory.resolve("other"))) {
            new EtcdV2Keys(other.endpoint()).put(PREFIX + "other", "1");
            put(PREFIX + "a", "1");
            datastore(List.of(etcd.endpoint(), other.endpoint())).start(listener);
            boolean onOther = listener.awaitView(view -> true).entries().containsKey(PREFIX + "other");
            String place = listener.awaitStatus(true).reason();
            assertThat(place).contains((onOther ? other : etcd).endpoint().toString());
            (onOther ? other : etcd).kill();
            assertThat(listener.awaitValue(PREFIX + (onOther ? "a" : "other"), "1")
                            .entries())
                    .hasSize(1);
            datastore.close();
        }
    }

    @Test
    void anEtcdWithoutTheApiIsNamedWithWhatItLacks() {
        try (EtcdServer modern = EtcdServer.start(directory.resolve("modern"))) {
            datastore(List.of(modern.endpoint())).start(listener);
            assertThat(listener.awaitStatus(false).reason())
                    .contains(modern.endpoint().toString(), "does not offer the v2 API", "--enable-v2");
            datastore.close();
        }
    }

    @Test
    void nothingIsToldBeforeThereIsAStore() {
        etcd.kill();
        datastore().start(listener);
        assertThat(listener.awaitStatus(false).reason()).contains("127.0.0.1", "refused");
        assertThat(listener.unreadViews()).isEmpty();
        etcd.restart();
        listener.awaitStatus(true);
    }

    @Test
    void aStoreThatHangsIsNoticedByItsSilence() throws InterruptedException {
        control.hurry(HEARTBEAT);
        start();
        assertThat(control.hasHurried(3)).isTrue();
        assertThat(listener.unreadViews()).isEmpty();
        etcd.freeze();
        assertThat(listener.awaitStatus(false).reason()).isEqualTo("no answer in time");
        etcd.thaw();
        listener.awaitStatus(true);
    }
}
