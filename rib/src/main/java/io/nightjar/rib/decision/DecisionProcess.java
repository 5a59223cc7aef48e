package io.nightjar.rib.decision;

import io.nightjar.rib.decision.Selection.Elimination;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.route.ResolvedRoute;
import java.util.ArrayList;
import java.util.List;

/** RFC 4271 §9.1: chooses among the acceptable routes to one destination. A pure function of the set. */
public final class DecisionProcess {

    private DecisionProcess() {}

    /**
     * The best of the candidates, whatever their order.
     *
     * @param candidates not empty; at most one of each source and path identifier
     * @throws IllegalStateException if two candidates differ in nothing that can be compared: the caller has let in two
     *     routes from one source
     */
    public static Selection select(List<ResolvedRoute> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("nothing to choose from");
        }
        if (candidates.size() == 1) {
            return new Selection(candidates.get(0), SelectionReason.ONLY_ROUTE, List.of(), candidates);
        }
        List<Elimination> eliminated = new ArrayList<>(candidates.size() - 1);
        List<ResolvedRoute> left = candidates;
        List<ResolvedRoute> equal = List.of();
        for (TieBreaker step : TieBreaker.IN_ORDER) {
            List<ResolvedRoute> survivors = step.survivors(left);
            if (survivors.size() < left.size()) {
                eliminate(left, survivors, step.reason(), eliminated);
                left = survivors;
            }
            if (step.reason() == SelectionReason.INTERIOR_COST) {
                equal = left;
            }
            if (left.size() == 1) {
                return new Selection(left.get(0), step.reason(), eliminated, bestFirst(left.get(0), equal));
            }
        }
        throw new IllegalStateException("routes that cannot be told apart: " + left);
    }

    /** Packets are not shared over what cannot be reached, nor where none are forwarded. */
    private static List<ResolvedRoute> bestFirst(ResolvedRoute best, List<ResolvedRoute> equal) {
        boolean forwarded = best.resolution() instanceof NextHopResolution.Via via && via.gateway() != null;
        if (equal.size() < 2 || !forwarded) {
            return List.of(best);
        }
        List<ResolvedRoute> sorted = new ArrayList<>(equal);
        sorted.remove(best);
        sorted.add(0, best);
        return sorted;
    }

    /** Survivors keep their order, so one walk over both lists finds who is missing. */
    private static void eliminate(
            List<ResolvedRoute> before,
            List<ResolvedRoute> survivors,
            SelectionReason reason,
            List<Elimination> eliminated) {
        int next = 0;
        for (ResolvedRoute candidate : before) {
            if (next < survivors.size() && survivors.get(next).equals(candidate)) {
                next++;
            } else {
                eliminated.add(new Elimination(candidate, reason));
            }
        }
    }
}
