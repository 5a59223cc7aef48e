package io.nightjar.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do for one prefix.
 *
 * @param operations to be applied, additions first; empty if all is well or nothing can be done
 * @param foreignOwner the route of another protocol that stands in the way; null if none does
 */
public record ReconciliationPlan(
        List<RouteOperation> operations, @Nullable KernelRoute foreignOwner) {

    static final ReconciliationPlan NOTHING = new ReconciliationPlan(List.of(), null);

    static ReconciliationPlan of(RouteOperation only) {
        return new ReconciliationPlan(List.of(only), null);
    }

    public ReconciliationPlan {
        operations = List.copyOf(operations);
    }
}
