package io.nightjar.rib.decision;

import io.nightjar.rib.route.ResolvedRoute;
import java.util.List;

/**
 * The outcome of the decision process for one destination.
 *
 * @param best the chosen route; it may be unreachable when all are
 * @param reason the step that left only the best route
 * @param eliminated all others, in the order in which they were eliminated
 * @param equal where packets are forwarded: the best route first, then those that are as good for forwarding: the ones that only a step behind {@link
 *     SelectionReason#INTERIOR_COST} has eliminated
 */
public record Selection(
        ResolvedRoute best, SelectionReason reason, List<Elimination> eliminated, List<ResolvedRoute> equal) {

    public Selection {
        eliminated = List.copyOf(eliminated);
        equal = List.copyOf(equal);
    }

    /** A route that was not chosen, and the step that it lost in. */
    public record Elimination(ResolvedRoute loser, SelectionReason step) {}
}
