package io.nightjar.conformance.sim;

/** Something that must never be has happened; the message says what, and when. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }
}
