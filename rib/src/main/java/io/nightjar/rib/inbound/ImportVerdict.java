package io.nightjar.rib.inbound;

import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.Verdict;
import java.util.List;

/**
 * What was decided about a received route.
 *
 * @param reason accepted, or why not
 * @param origin the policy rule that decided, for people; empty if it was not the policy
 * @param operations what the policy changes about the route before it takes part in the decision
 */
public record ImportVerdict(ImportReason reason, String origin, List<RouteOperation> operations) {

    private static final ImportVerdict ACCEPTED = new ImportVerdict(ImportReason.ACCEPTED, Verdict.ACCEPTED.origin());

    public ImportVerdict {
        operations = List.copyOf(operations);
    }

    /** A verdict that leaves the route as it is. */
    public ImportVerdict(ImportReason reason, String origin) {
        this(reason, origin, List.of());
    }

    /** What a policy has decided; one object for what most policies say about most routes. */
    static ImportVerdict of(Verdict verdict) {
        if (verdict.equals(Verdict.ACCEPTED)) {
            return ACCEPTED;
        }
        ImportReason reason = verdict.accepted() ? ImportReason.ACCEPTED : ImportReason.REJECTED_BY_POLICY;
        return new ImportVerdict(reason, verdict.origin(), verdict.operations());
    }

    public boolean accepted() {
        return reason == ImportReason.ACCEPTED;
    }
}
