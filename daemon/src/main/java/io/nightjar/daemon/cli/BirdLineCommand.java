package io.nightjar.daemon.cli;

import io.nightjar.daemon.bird.BirdShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code nightjar bird}: BIRD's command line as calico-node writes it, for {@code nightjar run} on the datastore. One process speaks
 * for both families, whichever of the two names it was called by.
 */
@Command(
        name = "bird",
        aliases = "bird6",
        description = {
            "Run the speaker as calico-node starts BIRD: bird -R -s SOCKET -d -c FILE. It serves both families, on the socket"
                    + " that is named and on the other one beside it (bird.ctl, bird6.ctl), and is told by the environment"
                    + " and the datastore; FILE is not read.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar bird -R -s /var/run/calico/bird.ctl -d -c /etc/calico/confd/config/bird.cfg",
            "",
            "docs/calico-node.md says how it takes BIRD's place on a node."
        })
public final class BirdLineCommand implements Callable<Integer> {

    private static final String SOCKET = "bird.ctl";

    private static final String SOCKET6 = "bird6.ctl";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "-p", description = "Check nothing, and leave.")
    private boolean parseOnly;

    @Option(names = "-l", description = "The sockets are in the working directory.")
    private boolean local;

    @Option(
            names = "-s",
            paramLabel = "SOCKET",
            defaultValue = "/var/run/calico/" + SOCKET,
            description = "One of the two control sockets (default: ${DEFAULT-VALUE}).")
    private Path socket = Path.of(SOCKET);

    @Option(names = "-P", paramLabel = "FILE", description = "Where the number of the process is written.")
    private @Nullable Path pidFile;

    @Option(names = "--control", paramLabel = "PATH", description = "Nightjar's own control socket.")
    private @Nullable Path control;

    @Option(names = "--version", description = "Print BIRD's version, and leave.")
    private boolean version;

    @Option(names = "-c", paramLabel = "FILE", description = "BIRD's configuration; accepted, and not read.")
    void ignoreFile(Path file) {
        // The datastore is read instead.
    }

    @Option(names = "-d", description = "Accepted: the log is on standard error.")
    void ignoreDebug(boolean given) {
        // So it is in any case.
    }

    @Option(names = "-f", description = "Accepted: the process stays in front.")
    void ignoreForeground(boolean given) {
        // So it does in any case.
    }

    @Option(names = "-R", description = "Accepted: every start takes over what is there.")
    void ignoreRecovery(boolean given) {
        // So it does in any case.
    }

    @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
    void askForHelp(boolean asked) {
        // The reader of the command line does that.
    }

    @Override
    public Integer call() {
        if (version) {
            CommandLine line = spec.commandLine();
            line.getErr()
                    .println("BIRD version " + BirdShell.version() + " (nightjar " + VersionCommand.version() + ")");
            return ExitCode.OK;
        }
        return parseOnly ? ExitCode.OK : run();
    }

    private int run() {
        CommandLine run = Objects.requireNonNull(spec.parent().subcommands().get("run"));
        if (pidFile == null) {
            return run.execute(arguments().toArray(String[]::new));
        }
        try {
            Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
            int code = run.execute(arguments().toArray(String[]::new));
            Files.deleteIfExists(pidFile);
            return code;
        } catch (IOException e) {
            throw CommandException.usage(pidFile + ": cannot be written: " + e.getMessage());
        }
    }

    /** The same for {@code nightjar run}. */
    List<String> arguments() {
        Path named = local ? socket.getFileName() : socket;
        String name = String.valueOf(named.getFileName());
        if (!name.equals(SOCKET) && !name.equals(SOCKET6)) {
            throw CommandException.usage("-s names neither " + SOCKET + " nor " + SOCKET6
                    + ", so that the other socket could be put beside it: " + named);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--bird-socket",
                named.resolveSibling(SOCKET).toString(),
                "--bird6-socket",
                named.resolveSibling(SOCKET6).toString()));
        if (control != null) {
            arguments.addAll(List.of("--control", control.toString()));
        }
        return arguments;
    }
}
