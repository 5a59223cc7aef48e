package io.nightjar.bgp.net;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Very many objects in the order in which they came, except that a new one gets the number of one that is gone if there is any: what
 * tables by hash have their objects in. So who goes through all of them, the garbage collector before all, finds together what was made
 * together, and has to look for what is new in one corner only. In the order of hashes it would find nothing where it has just been.
 *
 * <p>While iterating, nothing must be added or removed; that is not checked.
 *
 * @param <T> what is kept
 */
public final class NumberedEntries<T> implements Iterable<T> {

    private static final int SMALLEST = 4;

    private static final @Nullable Object[] NO_ENTRIES = new Object[0];

    private static final int[] NO_HOLES = {};

    private @Nullable Object[] entries = NO_ENTRIES;

    /** So many numbers have been given. */
    private int end;

    /** Those of them that are free, the last one first. */
    private int[] holes = NO_HOLES;

    private int holeCount;

    public int size() {
        return end - holeCount;
    }

    /** Adds an object; the result is its number, counted from 0. Without removals they follow one another. */
    public int add(T entry) {
        if (holeCount > 0) {
            int number = holes[--holeCount];
            entries[number] = entry;
            return number;
        }
        if (end == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(SMALLEST, end + end / 2));
        }
        entries[end] = entry;
        return end++;
    }

    /** The object with this number, which is in use. */
    @SuppressWarnings("unchecked")
    public T get(int number) {
        return (T) Objects.requireNonNull(entries[number]);
    }

    /** Puts an object in the place of the one with this number. */
    public void set(int number, T entry) {
        entries[number] = entry;
    }

    /** Removes the object with this number, which is in use. */
    public void remove(int number) {
        entries[number] = null;
        if (number == end - 1) {
            end--;
            return;
        }
        if (holeCount == holes.length) {
            holes = Arrays.copyOf(holes, Math.max(SMALLEST, holeCount + holeCount / 2));
        }
        holes[holeCount++] = number;
    }

    /** The same objects with numbers that follow one another, and no more memory than they need. */
    public NumberedEntries<T> renumbered() {
        NumberedEntries<T> dense = new NumberedEntries<>();
        dense.entries = new Object[size()];
        forEach(dense::add);
        return dense;
    }

    @Override
    public Iterator<T> iterator() {
        return new InOrder();
    }

    private final class InOrder implements Iterator<T> {

        private int next = following(0);

        private int following(int from) {
            int number = from;
            while (number < end && entries[number] == null) {
                number++;
            }
            return number;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            T entry = get(next);
            next = following(next + 1);
            return entry;
        }
    }
}
