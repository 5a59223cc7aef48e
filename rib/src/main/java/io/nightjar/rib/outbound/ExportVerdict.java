package io.nightjar.rib.outbound;

/**
 * What was decided about telling a peer of a destination.
 *
 * @param reason told, or why not
 * @param origin the policy rule that decided, for people; empty if it was not the policy
 */
public record ExportVerdict(ExportReason reason, String origin) {

    public ExportVerdict(ExportReason reason) {
        this(reason, "");
    }

    public boolean advertised() {
        return reason == ExportReason.ADVERTISED;
    }
}
