package io.nightjar.rib.inbound;

/**
 * What was decided about a received route.
 *
 * @param reason accepted, or why not
 * @param origin the policy rule that decided, for people; empty if it was not the policy
 */
public record ImportVerdict(ImportReason reason, String origin) {

    public boolean accepted() {
        return reason == ImportReason.ACCEPTED;
    }
}
