package io.nightjar.bgp.codec;

/** A field of routes cannot be read. Never leaves this package: the field's owner makes a fault of it. */
final class MalformedNlriException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean overrun;

    MalformedNlriException(boolean overrun, String reason) {
        super(reason, null, false, false);
        this.overrun = overrun;
    }

    /** Whether an entry runs over the end of the field, rather than having an impossible length. */
    boolean overrun() {
        return overrun;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
