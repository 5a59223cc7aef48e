package io.nightjar.calico.resources;

import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.store.StoreException;
import io.nightjar.calico.store.WritableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes resources as {@code calicoctl apply} does: what is not there is created, what is there is replaced and keeps its UID
 * and the time of its creation. Nothing is written if anything is wrong with any of them.
 */
public final class ResourceWriter {

    /** How often an object is looked at again that somebody else is writing at the same time. */
    private static final int ATTEMPTS = 5;

    private final WritableStore store;

    private final Supplier<Birth> births;

    /**
     * Writes into a store.
     *
     * @param births for objects that are not there yet
     */
    public ResourceWriter(WritableStore store, Supplier<Birth> births) {
        this.store = store;
        this.births = births;
    }

    /** What became of an object. */
    public enum Action {
        CREATED,
        UPDATED,
        /** It says already what was to be written. */
        UNCHANGED
    }

    /** Told about each object, in the order of the keys. */
    @FunctionalInterface
    public interface Listener {

        void written(ResourceItem item, Action action);
    }

    /** Why some of these objects cannot be written, by themselves, as lines for people. */
    public static List<String> refusals(List<ResourceItem> items) {
        List<String> lines = new ArrayList<>();
        for (ResourceItem item : items) {
            Consumer<Fault> refuse = fault -> lines.add(line(item, fault));
            if (!item.kind().isEmpty() && ResourceKind.of(item.kind()) == null) {
                refuse.accept(new Fault("kind", "has nothing to do with BGP: " + item.kind()));
            } else if (!item.key().startsWith("/calico/")) {
                refuse.accept(new Fault("key", "is not below /calico/"));
            } else {
                ResourceRules.faults(item.key(), item.value()).forEach(refuse);
            }
        }
        return lines;
    }

    private static String line(ResourceItem item, Fault fault) {
        return item.place() + ": " + item.title() + ": " + fault;
    }

    /**
     * Writes all of these, of which none has a {@linkplain #refusals reason} not to.
     *
     * @return why nothing was written, as lines for people; none if all was
     * @throws StoreException if the store fails, perhaps in the middle
     */
    public List<String> write(List<ResourceItem> items, boolean really, Listener listener) throws StoreException {
        SortedMap<String, KeyValueView.Entry> present =
                store.read(items.stream().map(ResourceItem::key).toList());
        List<String> refusals = new ArrayList<>();
        for (ResourceItem item : items) {
            KeyValueView.Entry entry = present.get(item.key());
            Fault fault = entry == null ? null : conflict(item, entry);
            if (fault != null) {
                refusals.add(line(item, fault));
            }
        }
        if (refusals.isEmpty()) {
            for (ResourceItem item : items) {
                listener.written(item, write(item, present.get(item.key()), really));
            }
        }
        return refusals;
    }

    private static @Nullable Fault conflict(ResourceItem item, KeyValueView.Entry present) {
        String seen = item.kind().isEmpty() ? "" : StoredForm.resourceVersion(item.value());
        if (!seen.isEmpty() && !seen.equals(Long.toString(present.modRevision()))) {
            return new Fault(
                    "metadata.resourceVersion", "is " + seen + ", but the datastore has " + present.modRevision());
        }
        String range = StoredForm.spec(present.value(), "cidr");
        if (ResourceKind.at(item.key()) == ResourceKind.IP_POOL
                && !range.isEmpty()
                && !range.equals(StoredForm.spec(item.value(), "cidr"))) {
            return new Fault("spec.cidr", "cannot be changed: the pool has " + range);
        }
        return null;
    }

    private Action write(ResourceItem item, KeyValueView.@Nullable Entry first, boolean really) throws StoreException {
        KeyValueView.Entry present = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String text = text(item, present == null ? null : present.value());
            if (present != null && StoredForm.same(present.value(), text)) {
                return Action.UNCHANGED;
            }
            if (!really || store.write(item.key(), text, present == null ? 0 : present.modRevision())) {
                return present == null ? Action.CREATED : Action.UPDATED;
            }
            present = store.read(List.of(item.key())).get(item.key());
        }
        throw new StoreException(item.title() + ": somebody else keeps writing it");
    }

    private String text(ResourceItem item, @Nullable String present) {
        ResourceKind kind = item.kind().isEmpty() ? null : ResourceKind.at(item.key());
        if (kind == null) {
            return item.value();
        }
        Birth fresh = births.get();
        Birth birth = present == null ? StoredForm.birth(item.value(), fresh) : StoredForm.birth(present, fresh);
        return StoredForm.of(kind, item.value(), birth);
    }
}
