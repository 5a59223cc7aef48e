package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.RecordingListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EtcdDatastoreTest {

    private static final String PREFIX = "/calico/bgp/v1/";

    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor();

    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void stop() {
        control.shutdown();
    }

    @Test
    void aDefectOfAConnectionIsToldAndTheNextOneTried() throws IOException {
        try (ServerSocket endpoint = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AtomicInteger attempts = new AtomicInteger();
            URI uri = URI.create("http://127.0.0.1:" + endpoint.getLocalPort());
            try (Datastore datastore = new EtcdDatastore(
                    new DatastoreConfig(List.of(uri), null, null),
                    new EndpointLocator(new SrvLookup(SrvLookup.SYSTEM)),
                    etcd -> located -> CompletableFuture.completedFuture(new Empty(attempts.incrementAndGet() == 1)),
                    List.of(PREFIX),
                    control,
                    new SplittableRandom(1))) {
                datastore.start(listener);
                assertThat(listener.awaitStatus(false).reason()).contains("a defect", "of this kind");
                assertThat(listener.awaitStatus(true).reason()).isEqualTo("empty");
            }
        }
    }

    /** An empty store, or a connection that cannot even ask. */
    private record Empty(boolean defect) implements EtcdConnection {

        private static final Header HEADER = new Header("empty", 1);

        @Override
        public String place() {
            return "empty";
        }

        @Override
        public CompletableFuture<Listing> list() {
            if (defect) {
                throw new IllegalArgumentException("of this kind");
            }
            return CompletableFuture.completedFuture(
                    new Listing(new KeyValueView("empty", 1, new TreeMap<>()), Map.of()));
        }

        @Override
        public CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix) {
            return CompletableFuture.completedFuture(new TreeMap<>());
        }

        @Override
        public CompletableFuture<Integer> count() {
            return CompletableFuture.completedFuture(0);
        }

        @Override
        public CompletableFuture<Header> header() {
            return CompletableFuture.completedFuture(HEADER);
        }

        @Override
        public void watch(Listing listing, Events events) {
            events.created(HEADER);
        }

        @Override
        public void unwatch() {}

        @Override
        public void close() {}
    }
}
