package io.nightjar.daemon.explain;

import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.store.KeyValueView;
import org.jspecify.annotations.Nullable;

/**
 * Where something was said.
 *
 * @param key of the datastore
 * @param revision the store's when the key was last written
 */
public record Reference(String key, long revision) {

    /** The key in a view; null if it is not in there. */
    static @Nullable Reference in(KeyValueView view, String key) {
        KeyValueView.Entry entry = view.entries().get(key);
        return entry == null ? null : new Reference(key, entry.modRevision());
    }

    /** What says where a node is; null if nothing does any more. */
    static @Nullable Reference of(DatastoreFacts datastore, CalicoNode node) {
        String key = node.key(datastore.state().layout());
        Reference resource = in(datastore.view(), key);
        return resource == null ? in(datastore.view(), key + "/ip_addr_v4") : resource;
    }

    @Override
    public String toString() {
        return key + "@" + revision;
    }
}
