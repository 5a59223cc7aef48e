package io.nightjar.bgp.codec;

/** Path segments cannot be read. Never leaves this package: AS_PATH and AS4_PATH treat it differently. */
final class MalformedAsPathException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedAsPathException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
