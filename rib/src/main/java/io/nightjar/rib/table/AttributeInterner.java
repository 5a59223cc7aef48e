package io.nightjar.rib.table;

import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.NumberedEntries;
import io.nightjar.bgp.net.RecentValues;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Makes equal attributes one value. It keeps none alive: the last route that goes takes its attributes with it. A hash table whose
 * entries are the weak references themselves, as there may be one for every few routes.
 */
public final class AttributeInterner {

    private static final int SMALLEST = 16;

    private final ReferenceQueue<PathAttributes> gone = new ReferenceQueue<>();

    /** By the last bits of the hash the number of the first entry, counted from 1, or 0. */
    private int[] chains = new int[SMALLEST];

    private NumberedEntries<Entry> entries = new NumberedEntries<>();

    /** Single attributes, of which many values have the same, such as a peer's next hop. */
    private final RecentValues<PathAttribute> recent = new RecentValues<>();

    private static final class Entry extends WeakReference<PathAttributes> {

        private final int hash;

        /** The number of the next one in the chain, counted from 1, or 0. */
        private int next;

        Entry(PathAttributes attributes, ReferenceQueue<PathAttributes> gone, int next) {
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
        for (int number = chains[slot]; number != 0; ) {
            Entry entry = entries.get(number - 1);
            PathAttributes known = entry.hash == hash ? entry.get() : null;
            if (known != null && known.equals(attributes)) {
                return known;
            }
            number = entry.next;
        }
        PathAttributes kept = attributes.map(recent::same);
        chains[slot] = entries.add(new Entry(kept, gone, chains[slot])) + 1;
        if (size() > chains.length) {
            resize(2 * chains.length);
        }
        return kept;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & chains.length - 1;
    }

    private void forgetGone() {
        for (Object found = gone.poll(); found != null; found = gone.poll()) {
            remove((Entry) found);
        }
        if (chains.length > SMALLEST && size() < chains.length / 8) {
            resize(chains.length / 2);
        }
    }

    private void remove(Entry former) {
        int slot = slot(former.hash);
        int number = chains[slot];
        Entry before = null;
        Entry entry = entries.get(number - 1);
        while (entry != former) {
            before = entry;
            number = entry.next;
            entry = entries.get(number - 1);
        }
        if (before == null) {
            chains[slot] = former.next;
        } else {
            before.next = former.next;
        }
        entries.remove(number - 1);
    }

    private void resize(int length) {
        chains = new int[length];
        entries = entries.renumbered();
        for (int number = 0; number < entries.size(); number++) {
            Entry entry = entries.get(number);
            int slot = slot(entry.hash);
            entry.next = chains[slot];
            chains[slot] = number + 1;
        }
    }

    /** How many different values are alive, or were a moment ago. */
    public int size() {
        return entries.size();
    }
}
