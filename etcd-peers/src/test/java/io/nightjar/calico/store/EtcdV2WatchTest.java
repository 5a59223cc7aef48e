package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.FakeEtcdV2;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a watch makes of an endpoint that does not do what it should, or not soon. */
class EtcdV2WatchTest {

    private static final String PREFIX = "/calico/bgp/v1/";

    private static final Duration LONG = Duration.ofMinutes(10);

    private final FakeEtcdV2 etcd = new FakeEtcdV2();

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private final Heard heard = new Heard();

    private EtcdV2Connection connection;

    @BeforeEach
    void nothingIsConnected() {
        connection = null;
    }

    @AfterEach
    void stop() {
        connection.close();
        thread.shutdown();
        etcd.close();
    }

    private void watch(Duration renewal) throws Exception {
        DatastoreConfig config = new DatastoreConfig(EtcdApi.V2, List.of(etcd.endpoint()), null, null);
        EtcdV2Client client = new EtcdV2Client(EtcdHttp.of(config, thread), etcd.endpoint(), thread);
        connection = new EtcdV2Connection(client, List.of(PREFIX), thread, renewal);
        connection.watch(connection.list().get(10, TimeUnit.SECONDS), heard);
        assertThat(etcd.awaitQuestion()).isEqualTo(11);
        assertThat(heard.next()).isEqualTo("created at 10");
    }

    private static String event(String key, long index) {
        return "{\"action\":\"set\",\"node\":{\"key\":\"" + key + "\",\"value\":\"v\",\"modifiedIndex\":" + index
                + "}}";
    }

    @Test
    void asksForTheNextEventAfterEach() throws Exception {
        watch(LONG);
        etcd.become("abc", 12);
        etcd.say(event(PREFIX + "a", 11));
        assertThat(heard.next()).isEqualTo("changed " + PREFIX + "a");
        assertThat(etcd.awaitQuestion()).isEqualTo(12);
        etcd.say(event(PREFIX + "b", 15));
        assertThat(heard.next()).isEqualTo("changed " + PREFIX + "b");
        assertThat(etcd.awaitQuestion()).isEqualTo(16);
    }

    @Test
    void asksTheSameAgainWhenNothingComesForLong() throws Exception {
        watch(Duration.ofMillis(50));
        assertThat(etcd.awaitQuestion()).isEqualTo(11);
        assertThat(etcd.awaitQuestion()).isEqualTo(11);
    }

    @Test
    void aWatchThatIsEndedByTheOtherSideHasFailed() throws Exception {
        watch(LONG);
        etcd.say(FakeEtcdV2.NOTHING);
        assertThat(heard.next()).isEqualTo("failed: the endpoint has ended the watch");
    }

    @Test
    void anAnswerThatIsNoEventHasFailed() throws Exception {
        watch(LONG);
        etcd.say("{\"node\":{}}");
        assertThat(heard.next()).startsWith("failed: tells of an event without saying when");
    }

    @Test
    void anotherStoreAtTheSameAddressIsNoticed() throws Exception {
        watch(LONG);
        etcd.become("another", 12);
        etcd.say(event("/elsewhere", 11));
        assertThat(heard.next()).isEqualTo("failed: the store is another one, or has lost data");
    }

    @Test
    void aStoreThatHasGoneBackIsNoticed() throws Exception {
        watch(LONG);
        etcd.become("abc", 5);
        etcd.say(event("/elsewhere", 11));
        assertThat(heard.next()).isEqualTo("failed: the store is another one, or has lost data");
    }

    @Test
    void whoIsFarBehindListsAgain() throws Exception {
        watch(LONG);
        etcd.become("abc", 12 + 2 * EtcdV2Watch.MAX_BEHIND);
        etcd.say(event("/elsewhere", 11));
        assertThat(etcd.awaitQuestion()).isEqualTo(12);
        etcd.say(event(PREFIX + "a", 12));
        assertThat(heard.next()).isEqualTo("changed " + PREFIX + "a");
        assertThat(heard.next()).isEqualTo("compacted");
    }

    /** What a connection has told, in order. */
    private static final class Heard implements EtcdConnection.Events {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return told.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public void created(EtcdConnection.Header header) {
            told.add("created at " + header.revision());
        }

        @Override
        public void changed(List<ReplicatedKeys.Change> changes) {
            changes.forEach(change -> told.add("changed " + change.key()));
        }

        @Override
        public void compacted() {
            told.add("compacted");
        }

        @Override
        public void failed(Throwable reason) {
            told.add("failed: " + reason.getMessage());
        }
    }
}
