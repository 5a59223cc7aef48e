package io.nightjar.benchmarks.harness;

import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What machine it was, as far as that matters for comparisons. */
public final class MachineText {

    private static final String MODEL = "model name";

    private MachineText() {}

    /** The kernel, the processors and the Java version. */
    public static String local() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith(MODEL))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown model");
        return "Linux "
                + Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors (" + model + "), Java "
                + Runtime.version();
    }

    /** The same, the commit of a tree, and how busy the machine was without us. */
    public static String of(Path home, Commands commands) throws IOException {
        CommandResult commit =
                commands.run(Command.of("git", "-C", home.toString(), "describe", "--always", "--dirty"));
        String load = Files.readString(Path.of("/proc/loadavg"));
        return local() + ", commit " + (commit.succeeded() ? commit.output().strip() : "unknown")
                + ", load average before " + load.substring(0, load.indexOf(' '));
    }
}
