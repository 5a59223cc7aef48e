package io.nightjar.kernel;

/** What came of one operation. */
public enum OperationOutcome {
    /** The kernel did it. */
    APPLIED,
    /** A route with the same key stands there already; nothing was changed. */
    EXISTS,
    /** The route to be deleted or replaced is not there (any more); nothing was changed. */
    MISSING,
    /** The kernel refused for another reason, which the result names. */
    REFUSED
}
