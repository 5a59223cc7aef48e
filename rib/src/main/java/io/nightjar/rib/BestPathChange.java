package io.nightjar.rib;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.route.ResolvedRoute;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The best path to a destination is another one, or its next hop is reached in another way, or other paths are as good.
 *
 * @param prefix the destination
 * @param before what was used; null if there was no route
 * @param now what is used; null if there is no route any more. It may be unreachable: no other route is better
 * @param reason the step of the decision that chose {@code now}
 * @param shared {@code now} with its equals; null if it has none
 */
public record BestPathChange(
        Prefix prefix,
        @Nullable ResolvedRoute before,
        @Nullable ResolvedRoute now,
        SelectionReason reason,
        @Nullable Multipath shared) {

    /** {@code now} with its equals; null if there is no route any more. */
    public @Nullable Multipath forwarding() {
        if (shared != null) {
            return shared;
        }
        return now == null ? null : Multipath.of(now);
    }

    /** Whether it concerns those who are told of the best path only. */
    public boolean bestChanged() {
        return !Objects.equals(before, now);
    }
}
