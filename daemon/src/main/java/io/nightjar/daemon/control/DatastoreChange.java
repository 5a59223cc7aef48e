package io.nightjar.daemon.control;

import java.util.List;
import java.util.Map;

/**
 * Keys that would be written and deleted.
 *
 * @param put values by key
 * @param delete keys
 */
public record DatastoreChange(Map<String, String> put, List<String> delete) {

    public DatastoreChange {
        put = Map.copyOf(put);
        delete = List.copyOf(delete);
    }
}
