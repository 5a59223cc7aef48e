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
import java.util.Map;
import java.util.UUID;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command that the arguments name, and leaves with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** All commands, ready to execute in an environment. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new Main())
                .addSubcommand(new RunCommand(environment, new SystemNanoClock(), new SystemNanoClock()))
                .addSubcommand(new CommandLine(new ConfigCommand())
                        .addSubcommand(new ConfigShowCommand(environment, System.in))
                        .addSubcommand(new ConfigLintCommand(environment, System.in))
                        .addSubcommand(new ConfigDiffCommand(environment, System.in)))
                .addSubcommand(new CommandLine(new CalicoCommand())
                        .addSubcommand(new CalicoApplyCommand(environment, System.in, Main::birth)))
                .addSubcommand(new BirdLineCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new TopCommand(environment, new SystemNanoClock()))
                .addSubcommand(new RoutesCommand())
                .addSubcommand(new ExplainCommand())
                .addSubcommand(new PeerCommand())
                .addSubcommand(new MetricsCommand())
                .addSubcommand(new DecodeCommand(new SystemNanoClock(), System.in))
                .addSubcommand(new SpeakCommand(new SystemNanoClock(), System.in))
                .addSubcommand(new LabCommand(new SystemNanoClock()))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new CommandLine.HelpCommand());
        CommandErrors errors = new CommandErrors();
        return commandLine
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExitCodeExceptionMapper(failure -> ExitCode.FAILURE);
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
