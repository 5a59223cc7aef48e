package io.nightjar.calico.store;

/** Hears what is in a {@link Datastore}. All calls come from its one executor. */
public interface DatastoreListener {

    /** The store's content is now this. Some intermediate states may have been skipped. */
    void viewChanged(KeyValueView view);

    /** The store can be reached again, or cannot any more and the last view stays in force. */
    void statusChanged(DatastoreStatus status);
}
