package io.nightjar.daemon.control;

/** A question that has no answer as things are; the message says why, for people. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message, null, false, false);
    }
}
