package io.nightjar.daemon.cli;

/** A command cannot do its work; the message is for the one who typed it. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** It failed at run time. */
    public static CommandException failure(String message) {
        return new CommandException(ExitCode.FAILURE, message);
    }

    /** The arguments or the configuration are wrong. */
    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
