package io.nightjar.daemon;

import io.nightjar.calico.resources.Birth;
import io.nightjar.daemon.cli.BirdLineCommand;
import io.nightjar.daemon.cli.CalicoApplyCommand;
import io.nightjar.daemon.cli.CalicoCommand;
import io.nightjar.daemon.cli.CommandErrors;
import io.nightjar.daemon.cli.ConfigCommand;
import io.nightjar.daemon.cli.ConfigDiffCommand;
import io.nightjar.daemon.cli.ConfigLintCommand;
import io.nightjar.daemon.cli.ConfigShowCommand;
import io.nightjar.daemon.cli.DecodeCommand;
import io.nightjar.daemon.cli.ExitCode;
import io.nightjar.daemon.cli.ExplainCommand;
import io.nightjar.daemon.cli.MetricsCommand;
import io.nightjar.daemon.cli.PeerCommand;
import io.nightjar.daemon.cli.RoutesCommand;
import io.nightjar.daemon.cli.RunCommand;
import io.nightjar.daemon.cli.SpeakCommand;
import io.nightjar.daemon.cli.StatusCommand;
import io.nightjar.daemon.cli.TopCommand;
import io.nightjar.daemon.cli.VersionCommand;
import io.nightjar.daemon.lab.LabCommand;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code nightjar} command. */
@Command(
        name = "nightjar",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "A BGP-4 speaker that takes BIRD's place in Calico, and a standalone route reflector.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  NODENAME=node00 ETCD_ENDPOINTS=http://172.17.8.100:2379 nightjar run",
            "  nightjar run --config speaker.yaml",
            "  nightjar status",
            "  nightjar decode session.pcap",
            "  nightjar help run",
            "",
            "In the source tree, the launcher also knows 'sim': it simulates whole clusters (nightjar help sim).",
            "",
            "Exit codes: 0 success, 1 failure at run time, 2 wrong arguments or configuration."
        })
public final class Main implements Runnable {

    /** "Nightjar". Without one Netty looks for a machine's identity among the interfaces, of which it is told none. */
    private static final String NETTY_MACHINE_ID = "4e:69:67:68:74:6a:61:72";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command that the arguments name, and leaves with its exit code. */
    public static void main(String[] args) {
        System.setProperty("io.netty.machineId", NETTY_MACHINE_ID);
        System.exit(commandLine(System.getenv(), args).execute(args));
    }

    /** The commands that such arguments need, ready to execute in an environment. */
    static CommandLine commandLine(Map<String, String> environment, String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        Map<String, Supplier<CommandLine>> commands = commands(environment);
        commands.keySet().retainAll(needed(arguments, commands.keySet()));
        commands.values().forEach(command -> commandLine.addSubcommand(command.get()));
        CommandErrors errors = new CommandErrors();
        return commandLine
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExitCodeExceptionMapper(failure -> ExitCode.FAILURE);
    }

    /**
     * The command that is named first, and all of them if none is. Picocli reads each one by reflection: all together would take as
     * long as the rest of a speaker's start.
     */
    private static Set<String> needed(String[] arguments, Set<String> all) {
        String first = arguments.length == 0 ? "help" : arguments[0];
        return switch (first) {
            case "bird", "bird6" -> Set.of("run", "bird");
            case "help" -> all;
            default -> all.contains(first) ? Set.of(first) : all;
        };
    }

    private static Map<String, Supplier<CommandLine>> commands(Map<String, String> environment) {
        SystemNanoClock clock = new SystemNanoClock();
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new CommandLine(new RunCommand(environment, clock, clock)));
        commands.put(
                "config",
                () -> new CommandLine(new ConfigCommand())
                        .addSubcommand(new ConfigShowCommand(environment, System.in))
                        .addSubcommand(new ConfigLintCommand(environment, System.in))
                        .addSubcommand(new ConfigDiffCommand(environment, System.in)));
        commands.put(
                "calico",
                () -> new CommandLine(new CalicoCommand())
                        .addSubcommand(new CalicoApplyCommand(environment, System.in, Main::birth)));
        commands.put("bird", () -> new CommandLine(new BirdLineCommand()));
        commands.put("status", () -> new CommandLine(new StatusCommand()));
        commands.put("top", () -> new CommandLine(new TopCommand(environment, clock)));
        commands.put("routes", () -> new CommandLine(new RoutesCommand()));
        commands.put("explain", () -> new CommandLine(new ExplainCommand()));
        commands.put("peer", () -> new CommandLine(new PeerCommand()));
        commands.put("metrics", () -> new CommandLine(new MetricsCommand()));
        commands.put("decode", () -> new CommandLine(new DecodeCommand(clock, System.in)));
        commands.put("speak", () -> new CommandLine(new SpeakCommand(clock, System.in)));
        commands.put("lab", () -> new CommandLine(new LabCommand(clock)));
        commands.put("version", () -> new CommandLine(new VersionCommand()));
        commands.put("help", () -> new CommandLine(new CommandLine.HelpCommand()));
        return commands;
    }

    /** What a new object in the datastore is given. */
    private static Birth birth() {
        return new Birth(
                UUID.randomUUID().toString(),
                new SystemNanoClock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
