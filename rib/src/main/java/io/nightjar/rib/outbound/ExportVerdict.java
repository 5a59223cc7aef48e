package io.nightjar.rib.outbound;

import io.nightjar.rib.policy.RouteOperation;
import java.util.List;

/**
 * What was decided about telling a peer of a destination.
 *
 * @param reason told, or why not
 * @param origin the policy rule that decided, for people; empty if it was not the policy
 * @param operations what the policy changes about the route before it is announced
 */
public record ExportVerdict(ExportReason reason, String origin, List<RouteOperation> operations) {

    public ExportVerdict {
        operations = List.copyOf(operations);
    }

    /** A verdict that leaves the route as it is. */
    public ExportVerdict(ExportReason reason, String origin) {
        this(reason, origin, List.of());
    }

    public ExportVerdict(ExportReason reason) {
        this(reason, "");
    }

    public boolean advertised() {
        return reason == ExportReason.ADVERTISED;
    }
}
