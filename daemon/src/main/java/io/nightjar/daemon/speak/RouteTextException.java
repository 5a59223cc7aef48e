package io.nightjar.daemon.speak;

/** Somebody's text is not what it should be; the message says why. */
public final class RouteTextException extends Exception {

    private static final long serialVersionUID = 1;

    RouteTextException(String reason) {
        super(reason, null, false, false);
    }
}
