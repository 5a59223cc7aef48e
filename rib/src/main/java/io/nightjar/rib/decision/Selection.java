package io.nightjar.rib.decision;

import io.nightjar.rib.route.ResolvedRoute;
import java.util.List;

/**
 * The outcome of the decision process for one destination.
 *
 * @param best the chosen route; it may be unreachable when all are
 * @param reason the step that left only the best route
 * @param eliminated all others, in the order in which they were eliminated
 */
public record Selection(ResolvedRoute best, SelectionReason reason, List<Elimination> eliminated) {

    public Selection {
        eliminated = List.copyOf(eliminated);
    }

    /** A route that was not chosen, and the step that it lost in. */
    public record Elimination(ResolvedRoute loser, SelectionReason step) {}
}
