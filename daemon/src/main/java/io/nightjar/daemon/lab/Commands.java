package io.nightjar.daemon.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The port to the machine's programs. */
public interface Commands {

    /** Runs the command to its end; throws {@link LabException} if it cannot be started or takes too long. */
    CommandResult run(Command command);

    /** Starts a program that runs on; what it prints is appended to the log. It sees little of our environment. */
    Process start(List<String> words, Map<String, String> environment, Path log);

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
