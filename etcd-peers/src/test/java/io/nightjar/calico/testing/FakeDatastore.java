package io.nightjar.calico.testing;

import io.nightjar.calico.store.Datastore;
import io.nightjar.calico.store.DatastoreListener;
import io.nightjar.calico.store.DatastoreStatus;
import io.nightjar.calico.store.KeyValueView;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A store in memory with the manners of a real one: complete views, the last one staying in force while it is away.
 * Thread-safe; the listener is called on the executor.
 */
public final class FakeDatastore implements Datastore {

    private final Executor executor;

    private final List<String> prefixes;

    private final TreeMap<String, KeyValueView.Entry> content = new TreeMap<>();

    private String clusterId = "cluster-1";

    private int clusters = 1;

    private long revision = 1;

    private boolean connected = true;

    private DatastoreListener listener;

    private KeyValueView told;

    private boolean closed;

    /** Holds everything and calls back at once, on the thread that makes a change. */
    public FakeDatastore() {
        this(List.of("/"), Runnable::run);
    }

    public FakeDatastore(List<String> prefixes, Executor executor) {
        this.prefixes = List.copyOf(prefixes);
        this.executor = executor;
    }

    @Override
    public synchronized void start(DatastoreListener newListener) {
        if (listener != null) {
            throw new IllegalStateException("the datastore was started before");
        }
        listener = newListener;
        tell();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Whatever the prefixes that are followed are. */
    @Override
    public synchronized CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix) {
        if (!connected) {
            return CompletableFuture.failedFuture(new IOException("there is no connection to the datastore"));
        }
        TreeMap<String, KeyValueView.Entry> found = new TreeMap<>(content.tailMap(prefix));
        found.keySet().removeIf(key -> !key.startsWith(prefix));
        return CompletableFuture.completedFuture(found);
    }

    public synchronized void put(String key, String value) {
        revision++;
        content.put(key, new KeyValueView.Entry(value, revision));
        tell();
    }

    public synchronized void delete(String key) {
        if (content.remove(key) != null) {
            revision++;
            tell();
        }
    }

    /** Nothing is heard of it until it is reachable again. */
    public synchronized void disconnect(String reason) {
        connected = false;
        call(() -> listener.statusChanged(DatastoreStatus.disconnected(reason)));
    }

    public synchronized void reconnect() {
        connected = true;
        tell();
        call(() -> listener.statusChanged(DatastoreStatus.connected("fake")));
    }

    /** It is empty, and another one than before. */
    public synchronized void loseData() {
        content.clear();
        revision = 1;
        clusters++;
        clusterId = "cluster-" + clusters;
        tell();
    }

    private void tell() {
        if (!connected || listener == null) {
            return;
        }
        TreeMap<String, KeyValueView.Entry> visible = new TreeMap<>(content);
        visible.keySet().removeIf(key -> prefixes.stream().noneMatch(key::startsWith));
        KeyValueView view = new KeyValueView(clusterId, revision, visible);
        boolean first = told == null;
        if (first || !told.entries().equals(view.entries()) || !told.clusterId().equals(clusterId)) {
            told = view;
            call(() -> listener.viewChanged(view));
        }
        if (first) {
            call(() -> listener.statusChanged(DatastoreStatus.connected("fake")));
        }
    }

    private void call(Runnable task) {
        if (listener != null && !closed) {
            executor.execute(task);
        }
    }
}
