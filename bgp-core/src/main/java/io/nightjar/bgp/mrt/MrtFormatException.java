package io.nightjar.bgp.mrt;

/** A record is not what RFC 6396 says; the message says why, without naming the record. */
public final class MrtFormatException extends Exception {

    private static final long serialVersionUID = 1;

    MrtFormatException(String reason) {
        super(reason, null, false, false);
    }
}
