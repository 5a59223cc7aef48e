package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightjar metrics}. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Print what the running daemon counts and measures, in Prometheus' text format.",
            "docs/metrics.md explains each name."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar metrics",
            "  nightjar metrics --all-peers | grep nightjar_peer_up",
            "",
            "Exit codes: 0 success, 1 no daemon answers, 2 wrong arguments."
        })
public final class MetricsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ControlOption control = new ControlOption();

    @Option(names = "--all-peers", description = "With series for every peer, not only for those that are not well.")
    private boolean allPeers;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ControlClient client = new ControlClient(control.path())) {
            out.print(client.metrics(allPeers));
            out.flush();
            return ExitCode.OK;
        } catch (ControlSocketException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }
}
