package io.nightjar.calico.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One endpoint of the v2 API. Each prefix is a directory that is read as a whole; since that happens one after the other,
 * each has an index of its own from which it is watched. What is read is what a majority of the members agrees on, so that
 * an endpoint which has lost the others does not pass for a store.
 *
 * <p>All state is owned by the {@code etcd} thread.
 */
final class EtcdV2Connection implements EtcdConnection {

    private final EtcdV2Client client;

    private final List<String> prefixes;

    private final Executor etcd;

    private final Duration renewal;

    private final List<EtcdV2Watch> watches = new ArrayList<>();

    private final Set<EtcdV2Client.Question> questions = new HashSet<>();

    /**
     * A connection to the client's endpoint.
     *
     * @param renewal how long a watch waits before it asks again
     */
    EtcdV2Connection(EtcdV2Client client, List<String> prefixes, Executor etcd, Duration renewal) {
        this.client = client;
        this.prefixes = List.copyOf(prefixes);
        this.etcd = etcd;
        this.renewal = renewal;
    }

    @Override
    public String place() {
        return client.endpoint() + " (v2 API)";
    }

    @Override
    public CompletableFuture<Listing> list() {
        SortedMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        Map<String, Long> indexes = new HashMap<>();
        CompletableFuture<String> done = CompletableFuture.completedFuture("");
        for (String prefix : prefixes) {
            done = done.thenComposeAsync(cluster -> list(prefix, entries, indexes), etcd);
        }
        return done.thenApply(cluster -> new Listing(
                new KeyValueView(
                        cluster,
                        indexes.values().stream()
                                .mapToLong(Long::longValue)
                                .min()
                                .orElse(0),
                        entries),
                indexes));
    }

    @Override
    public CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix) {
        return CompletableFuture.completedFuture(prefix)
                .thenComposeAsync(wanted -> pending(client.list(wanted)), etcd)
                .thenApply(answer -> {
                    SortedMap<String, KeyValueView.Entry> entries = new TreeMap<>();
                    EtcdV2Answers.collect(answer.content(), prefix, entries);
                    return entries;
                });
    }

    /** This API does not count; who watches many directories reads them all the same whenever it has forgotten its events. */
    @Override
    public CompletableFuture<Integer> count() {
        return list().thenApply(listing -> listing.view().entries().size());
    }

    private CompletableFuture<String> list(
            String prefix, SortedMap<String, KeyValueView.Entry> entries, Map<String, Long> indexes) {
        return pending(client.list(prefix)).thenApply(answer -> {
            EtcdV2Answers.collect(answer.content(), prefix, entries);
            indexes.put(prefix, answer.header().revision());
            return answer.header().clusterId();
        });
    }

    @Override
    public CompletableFuture<Header> header() {
        return CompletableFuture.completedFuture(prefixes.get(0))
                .thenComposeAsync(prefix -> pending(client.glance(prefix)), etcd)
                .thenApply(EtcdV2Client.Answer::header);
    }

    /** Its answer, as long as the connection is open. */
    private CompletableFuture<EtcdV2Client.Answer> pending(EtcdV2Client.Question question) {
        questions.add(question);
        return question.answer().whenComplete((answer, failure) -> questions.remove(question));
    }

    @Override
    public void watch(Listing listing, Events events) {
        etcd.execute(() -> {
            for (String prefix : prefixes) {
                EtcdV2Watch watch = new EtcdV2Watch(client, prefix, etcd, renewal, events);
                watches.add(watch);
                watch.start(listing.view().clusterId(), listing.revision(prefix) + 1);
            }
        });
    }

    @Override
    public void unwatch() {
        etcd.execute(this::stopWatches);
    }

    private void stopWatches() {
        watches.forEach(EtcdV2Watch::stop);
        watches.clear();
    }

    @Override
    public void close() {
        etcd.execute(() -> {
            stopWatches();
            List.copyOf(questions).forEach(EtcdV2Client.Question::cancel);
        });
    }
}
