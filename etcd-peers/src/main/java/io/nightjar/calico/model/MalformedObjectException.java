package io.nightjar.calico.model;

/** A value does not have the form that its key demands. The message says why and is meant for people. */
final class MalformedObjectException extends Exception {

    MalformedObjectException(String reason) {
        super(reason, null, false, false);
    }
}
