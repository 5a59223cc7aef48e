package io.nightjar.daemon.control;

/** A request that makes no sense; the message is for whoever sent it. */
final class BadRequestException extends Exception {

    private static final long serialVersionUID = 1;

    BadRequestException(String reason) {
        super(reason, null, false, false);
    }
}
