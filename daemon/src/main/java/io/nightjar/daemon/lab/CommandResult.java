package io.nightjar.daemon.lab;

/** What a command left behind: exit code, standard output, standard error. */
public record CommandResult(int exitCode, String output, String error) {

    public boolean succeeded() {
        return exitCode == 0;
    }
}
