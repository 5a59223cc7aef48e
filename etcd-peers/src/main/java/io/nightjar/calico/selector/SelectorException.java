package io.nightjar.calico.selector;

/** A text is not a selector; the message says why, and fits a log line. */
public final class SelectorException extends Exception {

    private static final long serialVersionUID = 1;

    SelectorException(String message) {
        super(message);
    }
}
