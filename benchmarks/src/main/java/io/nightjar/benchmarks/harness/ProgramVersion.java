package io.nightjar.benchmarks.harness;

import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.Commands;
import java.util.List;

/** What a program says that it is. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** The first line that this command line makes it say, wherever it says it. */
    public static String of(Commands commands, List<String> words) {
        CommandResult result = commands.run(Command.of(words));
        return (result.output() + result.error()).lines().findFirst().orElse("unknown");
    }
}
