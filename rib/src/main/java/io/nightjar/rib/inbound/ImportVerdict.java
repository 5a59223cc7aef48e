package io.nightjar.rib.inbound;

import io.nightjar.rib.policy.RouteOperation;
import java.util.List;

/**
 * What was decided about a received route.
 *
 * @param reason accepted, or why not
 * @param origin the policy rule that decided, for people; empty if it was not the policy
 * @param operations what the policy changes about the route before it takes part in the decision
 */
public record ImportVerdict(ImportReason reason, String origin, List<RouteOperation> operations) {

    public ImportVerdict {
        operations = List.copyOf(operations);
    }

    /** A verdict that leaves the route as it is. */
    public ImportVerdict(ImportReason reason, String origin) {
        this(reason, origin, List.of());
    }

    public boolean accepted() {
        return reason == ImportReason.ACCEPTED;
    }
}
