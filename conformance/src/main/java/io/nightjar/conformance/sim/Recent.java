package io.nightjar.conformance.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal values one object, as long as not too many others come between them: those that fall on one place drive each other out,
 * and what nobody uses any more is not kept for long.
 */
final class Recent<T> {

    /** Every node of a large cluster hears of the same block within a moment, several times over. */
    private static final int PLACES = 1 << 17;

    private final List<@Nullable T> known = new ArrayList<>(Collections.nCopies(PLACES, null));

    /** This, or one that equals it and came before. */
    T shared(T value) {
        int hash = value.hashCode() * 0x9e3779b9;
        int place = hash >>> 15;
        T before = known.get(place);
        if (value.equals(before)) {
            return before;
        }
        known.set(place, value);
        return value;
    }
}
