package io.nightjar.daemon.lab;

/** The lab cannot go on; the message is meant for whoever started it. */
public final class LabException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public LabException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public LabException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
