package io.nightjar.calico.resources;

/**
 * Why Calico would not take a resource.
 *
 * @param field which one, as {@code spec.peerIP}; the outermost if it cannot be told better
 * @param reason a sentence without its full stop
 * @param fatal whether a speaker cannot use the resource at all
 */
public record Fault(String field, String reason, boolean fatal) {

    /** A fault in spite of which a speaker uses the resource. */
    Fault(String field, String reason) {
        this(field, reason, false);
    }

    @Override
    public String toString() {
        return field + ": " + reason;
    }
}
