package io.nightjar.rib.table;

import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal attributes one value. It keeps none alive: the last route that goes takes its attributes with it. A hash table whose
 * entries are the weak references themselves, as there may be one for every few routes.
 */
public final class AttributeInterner {

    private static final int SMALLEST = 16;

    private static final int RECENT = 1024;

    private final ReferenceQueue<PathAttributes> gone = new ReferenceQueue<>();
    private @Nullable Entry[] table = new Entry[SMALLEST];

    /** Single attributes, of which many values have the same, such as a peer's next hop. They may be forgotten. */
    private final @Nullable PathAttribute[] recent = new PathAttribute[RECENT];

    private int size;

    private static final class Entry extends WeakReference<PathAttributes> {

        private final int hash;
        private @Nullable Entry next;

        Entry(PathAttributes attributes, ReferenceQueue<PathAttributes> gone, @Nullable Entry next) {
            super(attributes, gone);
            this.hash = attributes.hashCode();
            this.next = next;
        }
    }

    /** The value that stands for all that equal {@code attributes}. */
    public PathAttributes intern(PathAttributes attributes) {
        forgetGone();
        int hash = attributes.hashCode();
        int slot = slot(hash);
        for (Entry entry = table[slot]; entry != null; entry = entry.next) {
            PathAttributes known = entry.hash == hash ? entry.get() : null;
            if (known != null && known.equals(attributes)) {
                return known;
            }
        }
        PathAttributes kept = attributes.map(this::recent);
        table[slot] = new Entry(kept, gone, table[slot]);
        size++;
        if (size > table.length) {
            resize(2 * table.length);
        }
        return kept;
    }

    /** An equal attribute that was met before, if it is still known. */
    private PathAttribute recent(PathAttribute attribute) {
        // A node's address is its next hop and its ORIGINATOR_ID.
        int hash = 31 * attribute.hashCode() + attribute.typeCode();
        int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & recent.length - 1;
        PathAttribute known = recent[slot];
        if (attribute.equals(known)) {
            return Objects.requireNonNull(known);
        }
        recent[slot] = attribute;
        return attribute;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & table.length - 1;
    }

    private void forgetGone() {
        for (Object found = gone.poll(); found != null; found = gone.poll()) {
            remove((Entry) found);
        }
        if (table.length > SMALLEST && size < table.length / 8) {
            resize(table.length / 2);
        }
    }

    private void remove(Entry former) {
        int slot = slot(former.hash);
        Entry before = null;
        Entry entry = table[slot];
        while (entry != null && entry != former) {
            before = entry;
            entry = entry.next;
        }
        if (entry == null) {
            return;
        }
        if (before == null) {
            table[slot] = entry.next;
        } else {
            before.next = entry.next;
        }
        size--;
    }

    private void resize(int length) {
        @Nullable Entry[] former = table;
        table = new Entry[length];
        for (Entry first : former) {
            Entry entry = first;
            while (entry != null) {
                Entry next = entry.next;
                int slot = slot(entry.hash);
                entry.next = table[slot];
                table[slot] = entry;
                entry = next;
            }
        }
    }

    /** How many different values are alive, or were a moment ago. */
    public int size() {
        return size;
    }
}
