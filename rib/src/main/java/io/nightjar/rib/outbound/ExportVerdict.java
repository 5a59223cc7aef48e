package io.nightjar.rib.outbound;

import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.Verdict;
import java.util.List;

/**
 * What was decided about telling a peer of a destination.
 *
 * @param reason told, or why not
 * @param origin the policy rule that decided, for people; empty if it was not the policy
 * @param operations what the policy changes about the route before it is announced
 */
public record ExportVerdict(ExportReason reason, String origin, List<RouteOperation> operations) {

    private static final ExportVerdict ADVERTISED =
            new ExportVerdict(ExportReason.ADVERTISED, Verdict.ACCEPTED.origin());

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

    /** Told as a policy says that accepts the route; one object for what most policies say about most routes. */
    static ExportVerdict advertised(Verdict verdict) {
        return verdict.equals(Verdict.ACCEPTED)
                ? ADVERTISED
                : new ExportVerdict(ExportReason.ADVERTISED, verdict.origin(), verdict.operations());
    }

    public boolean advertised() {
        return reason == ExportReason.ADVERTISED;
    }
}
