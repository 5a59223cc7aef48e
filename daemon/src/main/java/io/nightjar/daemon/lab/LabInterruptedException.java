package io.nightjar.daemon.lab;

/** Somebody asked the lab to stop while it was waiting: Ctrl-C or SIGTERM. */
public final class LabInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LabInterruptedException(InterruptedException cause) {
        super("interrupted", cause);
    }
}
