package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One destination, as it was after the last comparison.
 *
 * @param prefix the packets that match
 * @param wanted the route of ours that should be there; null if none should
 * @param present all routes to it in the synchronised table, in the kernel's order
 * @param kept whether a predecessor's route is left as it is for now, whatever is wanted
 * @param conflict who keeps the wanted route out, or stands before or beside it; null if nobody does
 * @param failure why the kernel did not take it; null if it did, or was not asked
 */
public record KernelDestination(
        Prefix prefix,
        @Nullable KernelRoute wanted,
        List<KernelRoute> present,
        boolean kept,
        @Nullable RouteConflict conflict,
        @Nullable RouteFailure failure) {

    public KernelDestination {
        present = List.copyOf(present);
    }

    /** A destination of which nothing is wanted and nothing is there. */
    public static KernelDestination unknown(Prefix prefix) {
        return new KernelDestination(prefix, null, List.of(), false, null, null);
    }

    static KernelDestination of(Prefix prefix, @Nullable Destination known, boolean adopted, Troubles troubles) {
        return known == null
                ? unknown(prefix)
                : new KernelDestination(
                        prefix,
                        known.wanted(),
                        known.present(),
                        adopted,
                        troubles.conflict(prefix),
                        troubles.failure(prefix));
    }

    /** Whether the wanted route is there. */
    public boolean installed() {
        return wanted != null && present.contains(wanted);
    }
}
