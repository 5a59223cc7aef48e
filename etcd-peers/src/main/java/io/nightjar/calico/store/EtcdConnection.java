package io.nightjar.calico.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Response;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One client and its watches, good until the first failure. Turns etcd's types into ours.
 *
 * <p>The futures and the {@link Events} are completed and called on the client's thread.
 */
final class EtcdConnection implements AutoCloseable {

    /** Keys per request of a listing. */
    static final int PAGE = 1000;

    /** How long a healthy store may take to answer a small question. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private static final ByteSequence ANYTHING = ByteSequence.from(new byte[] {0});

    private final Client client;

    private final List<String> prefixes;

    private final List<Watch.Watcher> watchers = new ArrayList<>();

    /** What happens to the watches. */
    interface Events {

        /** One more prefix is being watched. */
        void created(Header header);

        /** Keys were written or deleted. */
        void changed(List<ReplicatedKeys.Change> changes);

        /** The store has forgotten what happened since the listing. */
        void compacted();

        /** A watch broke. */
        void failed(Throwable reason);
    }

    /**
     * What every response says about the store.
     *
     * @param clusterId which one it is
     * @param revision of the store as a whole
     */
    record Header(String clusterId, long revision) {

        static Header of(Response.Header header) {
            return new Header(Long.toUnsignedString(header.getClusterId(), 16), header.getRevision());
        }
    }

    /** Takes over the client. */
    EtcdConnection(Client client, List<String> prefixes) {
        this.client = client;
        this.prefixes = List.copyOf(prefixes);
    }

    /** Reads all prefixes as they are at one revision. */
    CompletableFuture<KeyValueView> list() {
        return header().orTimeout(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS).thenCompose(start -> {
            SortedMap<String, KeyValueView.Entry> entries = new TreeMap<>();
            CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
            for (String prefix : prefixes) {
                done = done.thenCompose(ready -> page(bytes(prefix), end(prefix), start.revision(), entries));
            }
            return done.thenApply(ready -> new KeyValueView(start.clusterId(), start.revision(), entries));
        });
    }

    private CompletableFuture<Void> page(
            ByteSequence from, ByteSequence end, long revision, SortedMap<String, KeyValueView.Entry> entries) {
        GetOption option = GetOption.builder()
                .withRange(end)
                .withRevision(revision)
                .withLimit(PAGE)
                .build();
        return client.getKVClient().get(from, option).thenCompose(page -> {
            for (KeyValue found : page.getKvs()) {
                entries.put(
                        text(found.getKey()), new KeyValueView.Entry(text(found.getValue()), found.getModRevision()));
            }
            if (!page.isMore() || page.getKvs().isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            ByteSequence last = page.getKvs().get(page.getKvs().size() - 1).getKey();
            return page(last.concat(ANYTHING), end, revision, entries);
        });
    }

    /** Asks the store as a whole, through its consensus, for its present revision. */
    CompletableFuture<Header> header() {
        String prefix = prefixes.get(0);
        GetOption option =
                GetOption.builder().withRange(end(prefix)).withCountOnly(true).build();
        return client.getKVClient()
                .get(bytes(prefix), option)
                .thenApply(GetResponse::getHeader)
                .thenApply(Header::of);
    }

    /** Watches all prefixes from a revision on. */
    void watch(long fromRevision, Events events) {
        for (String prefix : prefixes) {
            WatchOption option = WatchOption.builder()
                    .withRange(end(prefix))
                    .withRevision(fromRevision)
                    .withCreateNotify(true)
                    .withProgressNotify(true)
                    .withRequireLeader(true)
                    .build();
            watchers.add(client.getWatchClient().watch(bytes(prefix), option, new Relay(events)));
        }
    }

    /** Ends the watches, so that others can be set up. */
    void unwatch() {
        watchers.forEach(Watch.Watcher::close);
        watchers.clear();
    }

    @Override
    public void close() {
        unwatch();
        client.close();
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    /** The first key that does not begin with the prefix, which ends with a slash. */
    private static ByteSequence end(String prefix) {
        byte[] end = prefix.getBytes(StandardCharsets.UTF_8);
        end[end.length - 1]++;
        return ByteSequence.from(end);
    }

    private static String text(ByteSequence bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What jetcd tells about one watch. */
    private record Relay(Events events) implements Watch.Listener {

        @Override
        public void onNext(WatchResponse response) {
            if (response.isCreatedNotify()) {
                events.created(Header.of(response.getHeader()));
            }
            List<ReplicatedKeys.Change> changes = new ArrayList<>();
            for (WatchEvent event : response.getEvents()) {
                KeyValue now = event.getKeyValue();
                boolean deleted = event.getEventType() == WatchEvent.EventType.DELETE;
                changes.add(new ReplicatedKeys.Change(
                        text(now.getKey()), deleted ? null : text(now.getValue()), now.getModRevision()));
            }
            if (!changes.isEmpty()) {
                events.changed(changes);
            }
        }

        @Override
        public void onError(Throwable reason) {
            if (reason instanceof CompactedException) {
                events.compacted();
            } else {
                events.failed(reason);
            }
        }

        /** Follows an error, which has been told, or our own closing of the watch. */
        @Override
        public void onCompleted() {}
    }
}
