package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.options.DeleteOption;
import io.nightjar.calico.testing.EtcdServer;
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

/** The contract and the failures, against a real etcd. */
@RequiresEtcd
@Execution(ExecutionMode.CONCURRENT)
class EtcdV3DatastoreIT implements DatastoreContract {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** The longest wait between two attempts, and time to connect and list. */
    private static final Duration RECOVERY = Duration.ofSeconds(8);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int MORE_THAN_TWO_PAGES = 2 * EtcdV3Connection.PAGE + 1;

    @TempDir
    Path directory;

    private final HookedScheduler control = new HookedScheduler();

    private final RecordingListener listener = new RecordingListener();

    private EtcdServer etcd;

    private Datastore datastore;

    @BeforeEach
    void startEtcd() {
        etcd = EtcdServer.start(directory.resolve("data"));
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
                new DatastoreConfig(endpoints, null, null),
                List.of(PREFIX, OTHER_PREFIX),
                control,
                new SplittableRandom(1));
        return datastore;
    }

    @Override
    public void put(String key, String value) {
        etcd.put(key, value);
    }

    @Override
    public void delete(String key) {
        etcd.delete(key);
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
        etcd.put(PREFIX + "warm", "up");
        listener.awaitValue(PREFIX + "warm", "up");
        long before = System.nanoTime();
        etcd.put(PREFIX + "a", "1");
        listener.awaitValue(PREFIX + "a", "1");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    }

    @Test
    void manyKeysArriveInOnePieceAtOneRevision() {
        etcd.putAll(
                IntStream.range(0, MORE_THAN_TWO_PAGES)
                        .mapToObj(i -> PREFIX + i)
                        .toList(),
                "x");
        start();
        etcd.put(OTHER_PREFIX + "a", "1");
        KeyValueView view = listener.awaitValue(OTHER_PREFIX + "a", "1");
        assertThat(view.entries()).hasSize(MORE_THAN_TWO_PAGES + 1);
        assertThat(view.entries().values())
                .allSatisfy(entry -> assertThat(entry.modRevision()).isLessThanOrEqualTo(view.revision()));
    }

    @Test
    void aDeleteOfEverythingIsKeptBackUntilAListingConfirmsIt() {
        List<String> keys = IntStream.range(0, DeletionGuard.SMALL)
                .mapToObj(i -> PREFIX + i)
                .toList();
        etcd.putAll(keys, "x");
        start();
        deleteEverything();
        etcd.putAll(keys, "back");
        KeyValueView next = listener.awaitView(view -> view.entries().size() < keys.size() / 2 || isBack(keys, view));
        assertThat(next.entries()).hasSameSizeAs(keys);
        deleteEverything();
        etcd.put(PREFIX + "last", "1");
        assertThat(listener.awaitView(view -> view.entries().size() < keys.size())
                        .entries())
                .containsOnlyKeys(PREFIX + "last");
    }

    private static boolean isBack(List<String> keys, KeyValueView view) {
        return view.entries().size() == keys.size()
                && view.entries().values().stream()
                        .allMatch(entry -> entry.value().equals("back"));
    }

    private void deleteEverything() {
        DeleteOption below = DeleteOption.builder().isPrefix(true).build();
        EtcdServer.await(etcd.client().getKVClient().delete(EtcdServer.bytes(PREFIX), below));
    }

    @Test
    void compactionBetweenListingAndWatchingLosesNothing() {
        control.beforeFirstTasks(() -> {
            etcd.put(PREFIX + "a", "1");
            etcd.put(PREFIX + "b", "" + System.nanoTime());
            etcd.compact();
        });
        start();
        etcd.put(PREFIX + "a", "last");
        assertThat(listener.awaitValue(PREFIX + "a", "last").entries()).containsKey(PREFIX + "b");
    }

    @Test
    void whatWasWrittenWhileWeWereAwayIsThereAfterwards() {
        etcd.put(PREFIX + "a", "1");
        etcd.put(PREFIX + "b", "1");
        start();
        etcd.kill();
        listener.awaitStatus(false);
        etcd.restart();
        etcd.delete(PREFIX + "a");
        etcd.put(PREFIX + "c", "1");
        listener.awaitView(view -> view.entries().keySet().equals(Set.of(PREFIX + "b", PREFIX + "c")));
    }

    @Test
    void aLongOutageEndsWithinSeconds() throws InterruptedException {
        etcd.put(PREFIX + "a", "1");
        start();
        control.countDelaysFrom(RetryBackoff.LONGEST.dividedBy(2));
        etcd.kill();
        listener.awaitStatus(false);
        assertThat(control.wasToldToWait()).isTrue();
        etcd.restart();
        long back = System.nanoTime();
        listener.awaitStatus(true);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(RECOVERY);
    }

    @Test
    void aStoreThatHasLostItsDataIsReadAnew() {
        IntStream.range(0, 20).forEach(i -> etcd.put(PREFIX + i, "x"));
        start();
        etcd.kill();
        listener.awaitStatus(false);
        etcd.restartEmpty(directory.resolve("empty"));
        listener.awaitStatus(true);
        KeyValueView empty = listener.awaitView(view -> view.entries().isEmpty());
        assertThat(empty.revision()).isLessThan(20);
        etcd.put(PREFIX + "new", "1");
        listener.awaitValue(PREFIX + "new", "1");
    }

    /** Which endpoint comes first is the client's choice. */
    @Test
    void anotherEndpointIsUsedWhenTheFirstIsAway() {
        try (EtcdServer other = EtcdServer.start(directory.resolve("other"))) {
            other.put(PREFIX + "other", "1");
            etcd.put(PREFIX + "a", "1");
            datastore(List.of(etcd.endpoint(), other.endpoint())).start(listener);
            boolean onOther = listener.awaitView(view -> true).entries().containsKey(PREFIX + "other");
            listener.awaitStatus(true);
            (onOther ? other : etcd).kill();
            assertThat(listener.awaitValue(PREFIX + (onOther ? "a" : "other"), "1")
                            .entries())
                    .hasSize(1);
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

    @Test
    void aDefectOfTheListenerDoesNotEndTheDatastore() {
        datastore().start(new FailingListener(listener));
        listener.awaitStatus(true);
        etcd.put(PREFIX + "bad", "1");
        etcd.put(PREFIX + "good", "1");
        listener.awaitValue(PREFIX + "good", "1");
    }

    private record FailingListener(RecordingListener next) implements DatastoreListener {

        @Override
        public void viewChanged(KeyValueView view) {
            next.viewChanged(view);
            if (view.entries().containsKey(PREFIX + "bad")) {
                throw new IllegalStateException("a defect");
            }
        }

        @Override
        public void statusChanged(DatastoreStatus status) {
            next.statusChanged(status);
        }
    }
}
