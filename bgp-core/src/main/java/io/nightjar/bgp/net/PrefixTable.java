package io.nightjar.bgp.net;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Entries by their prefixes, for tables with an entry for each of very many prefixes: an entry costs its slots in two arrays,
 * 9 to 19 octets, and no object. A hash table with open addressing and linear probing over {@linkplain NumberedEntries numbers}
 * of entries; it grows and shrinks with its contents.
 *
 * <p>Which prefixes share a place cannot be foreseen from outside. The order of iteration is arbitrary. While iterating, the table must
 * not be changed; that is not checked.
 *
 * @param <E> what knows its prefix; it must not change as long as it is in here
 */
public final class PrefixTable<E extends PrefixTable.Entry> implements Iterable<E> {

    private static final int SMALLEST = 4;

    /** What all tables have in which there has never been an entry; never written to. */
    private static final int[] NO_PLACES = new int[1];

    /** The highest bits of a place say how far its entry is from where its hash wants it, from this bit on. */
    private static final int DISTANCE_SHIFT = 28;

    /** So far, or farther. */
    private static final int FAR = -1 >>> DISTANCE_SHIFT;

    /** So much of a hash is kept. */
    private static final int HASH = (1 << DISTANCE_SHIFT) - 1;

    /**
     * The place of a prefix is where its hash wants it, or the next free one behind that. What is there, from the lowest bit on: the
     * number of its entry, counted from 1; those bits of its hash that do not follow from its place; the distance. 0 is a free place.
     * The length is a power of two, and greater than any number.
     */
    private int[] places = NO_PLACES;

    private NumberedEntries<E> entries = new NumberedEntries<>();

    /** Something that belongs to one prefix. */
    public interface Entry {

        Prefix prefix();
    }

    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The entry for exactly this prefix; null if there is none. */
    public @Nullable E get(Prefix prefix) {
        return entry(places[place(prefix, prefix.hash(SeededHash.SEED))]);
    }

    /** Adds an entry, in the place of the one with the same prefix, which is the result; null if there was none. */
    public @Nullable E put(E entry) {
        int hash = entry.prefix().hash(SeededHash.SEED);
        int place = place(entry.prefix(), hash);
        E former = entry(places[place]);
        if (former != null) {
            entries.set(number(places[place]), entry);
            return former;
        }
        if (size() == places.length / 4 * 3) {
            grow();
            place = freePlace(hash);
        }
        settle(entries.add(entry), hash, place);
        return null;
    }

    /** Removes the entry for exactly this prefix, which is the result; null if there was none. */
    public @Nullable E remove(Prefix prefix) {
        int place = place(prefix, prefix.hash(SeededHash.SEED));
        E removed = entry(places[place]);
        if (removed != null) {
            entries.remove(number(places[place]));
            close(place);
            if (places.length > SMALLEST && size() < places.length / 8) {
                shrink();
            }
        }
        return removed;
    }

    private int number(int found) {
        return (found & places.length - 1) - 1;
    }

    private @Nullable E entry(int found) {
        return found == 0 ? null : entries.get(number(found));
    }

    /** Where the prefix has its place, or the free one that it would get. */
    private int place(Prefix prefix, int hash) {
        int mask = places.length - 1;
        int hashMask = hashMask();
        int place = hash & mask;
        int found = places[place];
        while (found != 0
                && !(((found ^ hash) & hashMask) == 0
                        && entries.get(number(found)).prefix().equals(prefix))) {
            place = place + 1 & mask;
            found = places[place];
        }
        return place;
    }

    /** Which bits of a hash stand in a place. */
    private int hashMask() {
        return -places.length & HASH;
    }

    private int freePlace(int hash) {
        int mask = places.length - 1;
        int place = hash & mask;
        while (places[place] != 0) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void settle(int number, int hash, int place) {
        int distance = Math.min(FAR, place - hash & places.length - 1);
        places[place] = (distance << DISTANCE_SHIFT) | (hash & hashMask()) | (number + 1);
    }

    /** Frees a place, and moves back who is only where it is because that one was taken. */
    private void close(int freed) {
        int mask = places.length - 1;
        int hole = freed;
        for (int place = hole + 1 & mask; places[place] != 0; place = place + 1 & mask) {
            int hash = hash(place);
            if ((place - hash & mask) >= (place - hole & mask)) {
                settle(number(places[place]), hash, hole);
                hole = place;
            }
        }
        places[hole] = 0;
    }

    /** What is kept of the hash of the entry there. Who is near is not looked at, which would take longer than all else. */
    private int hash(int place) {
        int found = places[place];
        int distance = found >>> DISTANCE_SHIFT;
        return distance < FAR
                ? (found & hashMask()) | (place - distance & places.length - 1)
                : entries.get(number(found)).prefix().hash(SeededHash.SEED) & HASH;
    }

    private void grow() {
        PrefixTable<E> former = new PrefixTable<>();
        former.places = places;
        former.entries = entries;
        places = new int[Math.max(SMALLEST, former.places.length * 2)];
        for (int place = 0; place < former.places.length; place++) {
            int found = former.places[place];
            if (found != 0) {
                int hash = former.hash(place);
                settle(former.number(found), hash, freePlace(hash));
            }
        }
    }

    private void shrink() {
        entries = entries.renumbered();
        places = new int[places.length / 2];
        for (int number = 0; number < entries.size(); number++) {
            int hash = entries.get(number).prefix().hash(SeededHash.SEED);
            settle(number, hash, freePlace(hash));
        }
    }

    /** All entries. */
    public Stream<E> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<E> iterator() {
        return entries.iterator();
    }

    @Override
    public String toString() {
        return Arrays.toString(stream().map(Entry::prefix).sorted().toArray());
    }
}
