package io.nightjar.daemon.lab;

import java.util.Locale;

/** The port to the machine's programs. */
@FunctionalInterface
public interface Commands {

    /** Runs the command to its end; throws {@link LabException} if it cannot be started or takes too long. */
    CommandResult run(Command command);

    /** The command's output; throws {@link LabException} with the command's own words if it fails. */
    default String output(Command command) {
        CommandResult result = run(command);
        if (!result.succeeded()) {
            String words = result.error().isBlank() ? result.output() : result.error();
            throw new LabException(String.format(
                    Locale.ROOT, "%s failed (exit code %d): %s", command, result.exitCode(), words.strip()));
        }
        return result.output();
    }
}
