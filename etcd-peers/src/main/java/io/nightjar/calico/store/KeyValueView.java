package io.nightjar.calico.store;

import java.util.Collections;
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
