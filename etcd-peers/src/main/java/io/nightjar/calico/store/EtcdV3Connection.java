package io.nightjar.calico.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Response;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One client of the v3 API and its watches. Turns its types into ours. */
final class EtcdV3Connection implements EtcdConnection {

    /** Keys per request of a listing. */
    static final int PAGE = 1000;

    /** The revision that stands for the present one. */
    private static final long LATEST = 0;

    private static final ByteSequence ANYTHING = ByteSequence.from(new byte[] {0});

    private final Client client;

    private final String place;

    private final List<String> prefixes;

    private final List<Watch.Watcher> watchers = new ArrayList<>();

    /** Takes over the client. */
    EtcdV3Connection(Client client, String place, List<String> prefixes) {
        this.client = client;
        this.place = place;
        this.prefixes = List.copyOf(prefixes);
    }

    @Override
    public String place() {
        return place;
    }

    /**
     * Reads all prefixes as they are at one revision: with one question, as each costs a way to the store and back, and what does not
     * fit into the answer with further ones. A store that says nothing at all need not be waited for as long as for a big answer.
     */
    @Override
    public CompletableFuture<Listing> list() {
        Op[] gets = prefixes.stream()
                .map(prefix -> Op.get(bytes(prefix), range(end(prefix), LATEST)))
                .toArray(Op[]::new);
        CompletableFuture<TxnResponse> firstPages =
                client.getKVClient().txn().Then(gets).commit();
        return header().orTimeout(ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .thenCombine(firstPages, (alive, pages) -> pages)
                .thenCompose(this::list);
    }

    private CompletableFuture<Listing> list(TxnResponse firstPages) {
        Header start = header(firstPages.getHeader());
        SortedMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (int i = 0; i < prefixes.size(); i++) {
            GetResponse page = firstPages.getGetResponses().get(i);
            ByteSequence end = end(prefixes.get(i));
            done = done.thenCompose(ready -> take(page, end, start.revision(), entries));
        }
        return done.thenApply(ready -> listing(new KeyValueView(start.clusterId(), start.revision(), entries)));
    }

    @Override
    public CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix) {
        SortedMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        return page(bytes(prefix), end(prefix), LATEST, entries).thenApply(done -> entries);
    }

    private Listing listing(KeyValueView view) {
        return new Listing(
                view, prefixes.stream().collect(Collectors.toMap(Function.identity(), prefix -> view.revision())));
    }

    private CompletableFuture<Void> page(
            ByteSequence from, ByteSequence end, long revision, SortedMap<String, KeyValueView.Entry> entries) {
        return client.getKVClient()
                .get(from, range(end, revision))
                .thenCompose(page -> take(page, end, revision, entries));
    }

    /** Takes over what a page has, and reads the next one if there is more. */
    private CompletableFuture<Void> take(
            GetResponse page, ByteSequence end, long revision, SortedMap<String, KeyValueView.Entry> entries) {
        for (KeyValue found : page.getKvs()) {
            entries.put(text(found.getKey()), new KeyValueView.Entry(text(found.getValue()), found.getModRevision()));
        }
        if (!page.isMore() || page.getKvs().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        ByteSequence last = page.getKvs().get(page.getKvs().size() - 1).getKey();
        return page(last.concat(ANYTHING), end, revision, entries);
    }

    @Override
    public CompletableFuture<Integer> count() {
        Op[] gets = prefixes.stream()
                .map(prefix -> Op.get(bytes(prefix), counting(end(prefix))))
                .toArray(Op[]::new);
        return client.getKVClient()
                .txn()
                .Then(gets)
                .commit()
                .thenApply(counts -> counts.getGetResponses().stream()
                        .mapToInt(count -> Math.toIntExact(count.getCount()))
                        .sum());
    }

    private static GetOption counting(ByteSequence end) {
        return GetOption.builder().withRange(end).withCountOnly(true).build();
    }

    private static GetOption range(ByteSequence end, long revision) {
        return GetOption.builder()
                .withRange(end)
                .withRevision(revision)
                .withLimit(PAGE)
                .build();
    }

    @Override
    public CompletableFuture<Header> header() {
        String prefix = prefixes.get(0);
        return client.getKVClient()
                .get(bytes(prefix), counting(end(prefix)))
                .thenApply(GetResponse::getHeader)
                .thenApply(EtcdV3Connection::header);
    }

    private static Header header(Response.Header header) {
        return new Header(Long.toUnsignedString(header.getClusterId(), 16), header.getRevision());
    }

    @Override
    public void watch(Listing listing, Events events) {
        for (String prefix : prefixes) {
            WatchOption option = WatchOption.builder()
                    .withRange(end(prefix))
                    .withRevision(listing.view().revision() + 1)
                    .withCreateNotify(true)
                    .withProgressNotify(true)
                    .withRequireLeader(true)
                    .build();
            watchers.add(client.getWatchClient().watch(bytes(prefix), option, new Relay(events)));
        }
    }

    @Override
    public void unwatch() {
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
                events.created(header(response.getHeader()));
            }
            List<ReplicatedKeys.Change> changes = new ArrayList<>();
            for (WatchEvent event : response.getEvents()) {
                KeyValue now = event.getKeyValue();
                boolean deleted = event.getEventType() == WatchEvent.EventType.DELETE;
                changes.add(
                        deleted
                                ? ReplicatedKeys.Change.deleted(text(now.getKey()), now.getModRevision())
                                : ReplicatedKeys.Change.written(
                                        text(now.getKey()), text(now.getValue()), now.getModRevision()));
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
