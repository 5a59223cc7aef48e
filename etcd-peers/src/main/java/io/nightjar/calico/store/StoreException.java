package io.nightjar.calico.store;

/** A store does not do what it is asked to; the message says why, for people. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }
}
