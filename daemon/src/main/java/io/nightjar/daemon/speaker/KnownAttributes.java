package io.nightjar.daemon.speaker;

import io.nightjar.kernel.RouteAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The same attributes as one object for all routes with them, since there are few of these and many of those. What is remembered is
 * bounded: where two fall on one place, the newer one is. Used by one thread.
 */
final class KnownAttributes {

    private static final int PLACES = 512;

    private final @Nullable RouteAttributes[] known = new RouteAttributes[PLACES];

    /** These, or the ones that equal them and came before. */
    RouteAttributes shared(RouteAttributes attributes) {
        int hash = attributes.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        RouteAttributes before = known[place];
        if (attributes.equals(before)) {
            return before;
        }
        known[place] = attributes;
        return attributes;
    }
}
