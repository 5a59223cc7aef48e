package io.nightjar.bgp.net;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Entries by their prefixes, for tables with an entry for each of very many prefixes: an entry costs its slots in two arrays,
 * 12 to 24 octets, and no object. A hash table with open addressing and linear probing; it grows and shrinks with its contents.
 *
 * <p>The order of iteration is arbitrary. While iterating, the table must not be changed; that is not checked.
 *
 * @param <E> what knows its prefix; it must not change as long as it is in here
 */
public final class PrefixTable<E extends PrefixTable.Entry> implements Iterable<E> {

    private static final int SMALLEST = 4;

    /** What all tables have in which there has never been an entry; never written to. */
    private static final int[] NO_HASHES = new int[SMALLEST];

    private static final @Nullable Entry[] NO_ENTRIES = new Entry[SMALLEST];

    /** The hash of an entry's prefix, or 0 where there is none: looking for one touches mostly this array. */
    private int[] hashes = NO_HASHES;

    private @Nullable Entry[] entries = NO_ENTRIES;

    private int size;

    /** Something that belongs to one prefix. */
    public interface Entry {

        Prefix prefix();
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The entry for exactly this prefix; null if there is none. */
    public @Nullable E get(Prefix prefix) {
        return at(slot(prefix, hash(prefix)));
    }

    /** Adds an entry, in the place of the one with the same prefix, which is the result; null if there was none. */
    public @Nullable E put(E entry) {
        int hash = hash(entry.prefix());
        int slot = slot(entry.prefix(), hash);
        E former = at(slot);
        if (hashes == NO_HASHES) {
            hashes = new int[SMALLEST];
            entries = new Entry[SMALLEST];
        }
        entries[slot] = entry;
        hashes[slot] = hash;
        if (former == null) {
            size++;
            if (size > entries.length / 4 * 3) {
                resize(entries.length * 2);
            }
        }
        return former;
    }

    /** Removes the entry for exactly this prefix, which is the result; null if there was none. */
    public @Nullable E remove(Prefix prefix) {
        int slot = slot(prefix, hash(prefix));
        E removed = at(slot);
        if (removed != null) {
            size--;
            close(slot);
            if (entries.length > SMALLEST && size < entries.length / 8) {
                resize(entries.length / 2);
            }
        }
        return removed;
    }

    @SuppressWarnings("unchecked")
    private @Nullable E at(int slot) {
        return (E) entries[slot];
    }

    private static int hash(Prefix prefix) {
        int hash = prefix.hashCode();
        return hash == 0 ? 1 : hash;
    }

    /** Where the entry is, or the free slot where it would be. */
    private int slot(Prefix prefix, int hash) {
        int mask = hashes.length - 1;
        int slot = hash & mask;
        while (hashes[slot] != 0 && !(hashes[slot] == hash && isFor(prefix, entries[slot]))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static boolean isFor(Prefix prefix, @Nullable Entry entry) {
        return entry != null && entry.prefix().equals(prefix);
    }

    /** Frees a slot, and moves back what is only where it is because that slot was taken. */
    private void close(int freed) {
        int mask = entries.length - 1;
        int hole = freed;
        int slot = hole + 1 & mask;
        while (hashes[slot] != 0) {
            int home = hashes[slot] & mask;
            if ((slot - home & mask) >= (slot - hole & mask)) {
                entries[hole] = entries[slot];
                hashes[hole] = hashes[slot];
                hole = slot;
            }
            slot = slot + 1 & mask;
        }
        hashes[hole] = 0;
        entries[hole] = null;
    }

    private void resize(int length) {
        int[] formerHashes = hashes;
        @Nullable Entry[] former = entries;
        hashes = new int[length];
        entries = new Entry[length];
        int mask = length - 1;
        for (int i = 0; i < former.length; i++) {
            if (formerHashes[i] != 0) {
                int slot = formerHashes[i] & mask;
                while (hashes[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                entries[slot] = former[i];
                hashes[slot] = formerHashes[i];
            }
        }
    }

    /** All entries. */
    public Stream<E> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<E> iterator() {
        return new Entries();
    }

    private final class Entries implements Iterator<E> {

        private int next = following(0);

        private int following(int from) {
            int slot = from;
            while (slot < entries.length && entries[slot] == null) {
                slot++;
            }
            return slot;
        }

        @Override
        public boolean hasNext() {
            return next < entries.length;
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            E entry = Objects.requireNonNull(at(next));
            next = following(next + 1);
            return entry;
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(stream().map(Entry::prefix).sorted().toArray());
    }
}
