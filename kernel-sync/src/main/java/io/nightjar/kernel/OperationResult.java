package io.nightjar.kernel;

/**
 * An operation and what came of it.
 *
 * @param operation what was tried
 * @param outcome what came of it
 * @param reason the kernel's words if it refused, otherwise empty
 */
public record OperationResult(RouteOperation operation, OperationOutcome outcome, String reason) {

    /** An outcome that explains itself. */
    public static OperationResult of(RouteOperation operation, OperationOutcome outcome) {
        return new OperationResult(operation, outcome, "");
    }
}
