package io.nightjar.daemon.cli;

/** What the process tells the one who started it. */
public final class ExitCode {

    /** All went well. */
    public static final int OK = 0;

    /** Something failed at run time. */
    public static final int FAILURE = 1;

    /** The arguments or the configuration are wrong. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
