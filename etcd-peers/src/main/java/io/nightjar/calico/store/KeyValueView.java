package io.nightjar.calico.store;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The complete content of a store below the followed prefixes, at one moment.
 *
 * @param clusterId which store this is; a different one after a loss of data, or after a move
 * @param revision of the store as a whole; grows with each change, anywhere in the store
 * @param entries by key, in the order of the keys
 */
public record KeyValueView(String clusterId, long revision, SortedMap<String, Entry> entries) {

    public KeyValueView {
        NavigableMap<String, Entry> copy = new TreeMap<>(entries);
        entries = Collections.unmodifiableNavigableMap(copy);
    }

    /** The same with some values written and some keys deleted. */
    public KeyValueView with(Map<String, String> put, Collection<String> delete) {
        NavigableMap<String, Entry> changed = new TreeMap<>(entries);
        put.forEach((key, value) -> changed.put(key, new Entry(value, revision + 1)));
        changed.keySet().removeAll(delete);
        return new KeyValueView(clusterId, revision + 1, changed);
    }

    /** Nothing, at the beginning of time. */
    public static KeyValueView empty() {
        return new KeyValueView("", 0, new TreeMap<>());
    }

    /**
     * What a key holds.
     *
     * @param value the octets as UTF-8 text; malformed ones are replaced
     * @param modRevision the store's revision when the key was last written
     */
    public record Entry(String value, long modRevision) {}
}
