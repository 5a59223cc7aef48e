package io.nightjar.kernel;

/**
 * What came of an operation.
 *
 * @param outcome in one word
 * @param reason the kernel's words if it refused, otherwise empty
 */
public record OperationResult(OperationOutcome outcome, String reason) {

    /** {@link OperationOutcome#APPLIED}. */
    public static final OperationResult APPLIED = of(OperationOutcome.APPLIED);

    /** An outcome that explains itself. */
    public static OperationResult of(OperationOutcome outcome) {
        return new OperationResult(outcome, "");
    }

    /** {@link OperationOutcome#REFUSED}. */
    public static OperationResult refused(String reason) {
        return new OperationResult(OperationOutcome.REFUSED, reason);
    }
}
