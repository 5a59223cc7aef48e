package io.nightjar.calico.store;

import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** A key-value store that is followed. Level-triggered: each view is complete and stands for itself. */
public interface Datastore extends AutoCloseable {

    /**
     * Begins to follow the store, once. The listener is called on the executor that the datastore was made with, first
     * with a view when the first complete one has been read.
     *
     * @throws IllegalStateException if it was started before
     */
    void start(DatastoreListener listener);

    /**
     * Reads what is below a prefix now, whether it is followed or not; for people, who ask seldom. Any thread.
     *
     * @param prefix ends with a slash
     * @return by key; fails with an {@link java.io.IOException} that says why it cannot be read
     */
    CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix);

    /** Ends for good; the listener is not called any more once the executor has come to it. */
    @Override
    void close();
}
