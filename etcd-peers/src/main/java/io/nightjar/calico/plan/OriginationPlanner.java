package io.nightjar.calico.plan;

import io.nightjar.rib.config.OriginatedRoute;
import java.util.Comparator;
import java.util.List;

/** The routes that start here: one for each own block, be it a single address or about to be given up. */
final class OriginationPlanner {

    private OriginationPlanner() {}

    static List<OriginatedRoute> routes(PlanContext context) {
        return context.ownBlocks().stream()
                .map(affinity -> new OriginatedRoute(affinity.block(), affinity.key()))
                .sorted(Comparator.comparing(OriginatedRoute::prefix).thenComparing(OriginatedRoute::origin))
                .toList();
    }
}
