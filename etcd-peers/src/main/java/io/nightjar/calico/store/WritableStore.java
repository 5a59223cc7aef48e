package io.nightjar.calico.store;

import java.util.Collection;
import java.util.SortedMap;

/** A key-value store in which single keys are read and written, one writer among others. */
public interface WritableStore extends AutoCloseable {

    /** What some keys hold now; those that do not exist are left out. */
    SortedMap<String, KeyValueView.Entry> read(Collection<String> keys) throws StoreException;

    /**
     * Writes a key unless somebody else has written it since.
     *
     * @param modRevision that of the version to be replaced; 0 if there is none
     * @return whether it was written
     */
    boolean write(String key, String value, long modRevision) throws StoreException;

    @Override
    void close();
}
