package io.nightjar.calico.testing;

import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.store.WritableStore;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store in memory that others may write as well, just before we do. */
public final class FakeStore implements WritableStore {

    private final TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();

    private final Deque<Runnable> beforeWrites = new ArrayDeque<>();

    private long revision = 1;

    /** Somebody writes. */
    public FakeStore put(String key, String value) {
        entries.put(key, new KeyValueView.Entry(value, ++revision));
        return this;
    }

    /** Done before the next write of ours that has nothing before it yet. */
    public FakeStore beforeWrite(Runnable task) {
        beforeWrites.add(task);
        return this;
    }

    /** What a key holds. */
    public KeyValueView.Entry get(String key) {
        return entries.get(key);
    }

    /** What is there. */
    public KeyValueView view() {
        return new KeyValueView("fake", revision, entries);
    }

    @Override
    public SortedMap<String, KeyValueView.Entry> read(Collection<String> keys) {
        SortedMap<String, KeyValueView.Entry> found = new TreeMap<>(entries);
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public boolean write(String key, String value, long modRevision) {
        Runnable before = beforeWrites.poll();
        if (before != null) {
            before.run();
        }
        KeyValueView.Entry present = entries.get(key);
        boolean unchanged = (present == null ? 0 : present.modRevision()) == modRevision;
        if (unchanged) {
            put(key, value);
        }
        return unchanged;
    }

    @Override
    public void close() {}
}
