package io.nightjar.calico.store;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What we know of the store's content: a listing, brought forward by the changes that were watched since.
 *
 * <p>Owned by the executor of its datastore.
 */
final class ReplicatedKeys {

    private KeyValueView listed = KeyValueView.empty();

    private TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();

    private long revision;

    /**
     * Something that was written or deleted.
     *
     * @param key of what was written or deleted
     * @param value its new value, or null if it was deleted
     * @param below whether everything below the key was deleted as well, as the v2 API can
     * @param revision of the store when that happened
     */
    record Change(String key, @Nullable String value, boolean below, long revision) {

        static Change written(String key, String value, long revision) {
            return new Change(key, value, false, revision);
        }

        static Change deleted(String key, long revision) {
            return new Change(key, null, false, revision);
        }

        /** A directory with everything in it. */
        static Change deletedBelow(String key, long revision) {
            return new Change(key, null, true, revision);
        }
    }

    /** What a consumer is told by the next view. */
    enum Difference {
        /** Nothing new. */
        NONE,
        /** Keys that were written. */
        WRITTEN,
        /** Among others, that keys are gone. */
        DELETED;

        private Difference and(Difference other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** Starts over from a listing. */
    Difference replace(KeyValueView listing) {
        Difference difference = difference(listing);
        listed = listing;
        entries = new TreeMap<>(listing.entries());
        revision = listing.revision();
        return difference;
    }

    private Difference difference(KeyValueView listing) {
        if (!listing.entries().keySet().containsAll(entries.keySet())) {
            return Difference.DELETED;
        }
        boolean same = listing.clusterId().equals(listed.clusterId())
                && listing.entries().equals(entries);
        return same ? Difference.NONE : Difference.WRITTEN;
    }

    /** Applies what happened after the listing. Changes may come twice or late. */
    Difference apply(List<Change> changes) {
        Difference difference = Difference.NONE;
        for (Change change : changes) {
            difference = difference.and(apply(change));
            revision = Math.max(revision, change.revision());
        }
        return difference;
    }

    private Difference apply(Change change) {
        KeyValueView.Entry known = entries.get(change.key());
        if (change.revision() <= listed.revision()) {
            return Difference.NONE;
        }
        if (change.below()) {
            String inside = change.key() + "/";
            String behind = change.key() + (char) ('/' + 1);
            return deletion(
                    entries.subMap(inside, behind).values().removeIf(entry -> entry.modRevision() < change.revision()));
        }
        if (known != null && known.modRevision() >= change.revision()) {
            return Difference.NONE;
        }
        if (change.value() == null) {
            return deletion(entries.remove(change.key()) != null);
        }
        entries.put(change.key(), new KeyValueView.Entry(change.value(), change.revision()));
        return Difference.WRITTEN;
    }

    private static Difference deletion(boolean any) {
        return any ? Difference.DELETED : Difference.NONE;
    }

    /** The highest revision that was seen. */
    long revision() {
        return revision;
    }

    String clusterId() {
        return listed.clusterId();
    }

    KeyValueView view() {
        return new KeyValueView(listed.clusterId(), revision, entries);
    }
}
