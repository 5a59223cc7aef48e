package io.nightjar.calico.store;

/** A key-value store that is followed. Level-triggered: each view is complete and stands for itself. */
public interface Datastore extends AutoCloseable {

    /**
     * Begins to follow the store, once. The listener is called on the executor that the datastore was made with, first
     * with a view when the first complete one has been read.
     *
     * @throws IllegalStateException if it was started before
     */
    void start(DatastoreListener listener);

    /** Ends for good; the listener is not called any more once the executor has come to it. */
    @Override
    void close();
}
