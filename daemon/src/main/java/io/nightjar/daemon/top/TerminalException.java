package io.nightjar.daemon.top;

/** There is no terminal that one could draw on; the message says why. */
public final class TerminalException extends Exception {

    private static final long serialVersionUID = 1;

    TerminalException(String reason) {
        super(reason);
    }
}
