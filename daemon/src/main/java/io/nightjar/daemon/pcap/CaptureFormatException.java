package io.nightjar.daemon.pcap;

/** A capture cannot be read any further; the message says why, without naming the place. */
public final class CaptureFormatException extends Exception {

    private static final long serialVersionUID = 1;

    CaptureFormatException(String reason) {
        super(reason, null, false, false);
    }
}
