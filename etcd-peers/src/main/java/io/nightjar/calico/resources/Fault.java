package io.nightjar.calico.resources;

/**
 * Why Calico would not take a resource.
 *
 * @param field which one, as {@code spec.peerIP}; the outermost if it cannot be told better
 * @param reason a sentence without its full stop
 */
public record Fault(String field, String reason) {

    @Override
    public String toString() {
        return field + ": " + reason;
    }
}
