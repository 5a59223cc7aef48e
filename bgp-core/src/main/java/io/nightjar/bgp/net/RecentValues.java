package io.nightjar.bgp.net;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one object of values that are equal and come soon after each other, where there are few of them and many that hold them. What
 * is remembered is bounded: where two fall on one place, the newer one is. Not for several threads.
 *
 * @param <T> immutable values, of one class or of several
 */
public final class RecentValues<T> {

    private static final int PLACES = 1024;

    private final @Nullable Object[] places = new Object[PLACES];

    /** A value that equals this one and came before, if it is still known; otherwise this one. */
    @SuppressWarnings("unchecked")
    public T same(T value) {
        // A node's address is its next hop and its ORIGINATOR_ID: values of two classes often have the same hash.
        int hash = 31 * value.hashCode() + value.getClass().getName().hashCode();
        int place = (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
        Object known = places[place];
        if (value.equals(known)) {
            return (T) Objects.requireNonNull(known);
        }
        places[place] = value;
        return value;
    }
}
