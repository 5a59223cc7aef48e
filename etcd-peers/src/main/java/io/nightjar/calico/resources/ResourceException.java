package io.nightjar.calico.resources;

/** A text is not what it should be; the message says which document, and why. */
public final class ResourceException extends Exception {

    private static final long serialVersionUID = 1;

    ResourceException(String message) {
        super(message);
    }
}
