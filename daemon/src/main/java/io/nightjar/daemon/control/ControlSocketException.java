package io.nightjar.daemon.control;

/** The control socket cannot be used; the message says which one and why. */
public final class ControlSocketException extends Exception {

    private static final long serialVersionUID = 1;

    public ControlSocketException(String message) {
        super(message);
    }
}
