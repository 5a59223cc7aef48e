package io.nightjar.daemon.lab;

import io.nightjar.bgp.time.NanoClock;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code nightjar lab}: the walkthrough in network namespaces, from nothing to pings. */
@CommandLine.Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        header = "Run the three-node walkthrough in network namespaces.",
        description = {
            "A switch, three nodes, a real etcd, one speaker per node and two containers behind each. Shows routes, "
                    + "sessions and pings, and stays up until Ctrl-C.",
            "Needs root; installs the Debian packages that are missing."
        })
public final class LabCommand implements Callable<Integer> {

    private static final Duration PACE = Duration.ofMillis(100);

    private final NanoClock clock;

    @CommandLine.Option(names = "--once", description = "Exit after the checks: 0 when all hold, 1 otherwise.")
    private boolean once;

    @CommandLine.Option(names = "--json", description = "Print the outcome as one JSON document.")
    private boolean json;

    @CommandLine.Option(
            names = "--bird",
            paramLabel = "NODE",
            description = "Run real BIRD 1.6 in Nightjar's place on this node; may be repeated.")
    private List<String> birdNodes = new ArrayList<>();

    @CommandLine.Option(
            names = "--keep-logs",
            description = "Keep the programs' logs, in /run/nightjar-lab/NUMBER.kept.")
    private boolean keepLogs;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public LabCommand(NanoClock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        LabPlan plan = LabPlan.walkthrough();
        try {
            birdNodes.forEach(plan::node);
            Privileges.requireRoot("nightjar lab");
        } catch (LabException e) {
            say(e.reason());
            return CommandLine.ExitCode.USAGE;
        }
        return run(plan);
    }

    /** A stopped process ends as soon as the signal is closed, so by then everything has been said. */
    private int run(LabPlan plan) {
        try (StopSignal stop = StopSignal.forThisThread()) {
            return run(plan, stop);
        }
    }

    private int run(LabPlan plan, StopSignal stop) {
        try {
            LabRun run = new LabRun(plan, Machine.local(), new ConditionWait(clock, PACE), this::say);
            boolean ok = run.run(birdNodes, keepLogs, stop, report -> show(report, stop));
            return ok ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (LabException e) {
            say(e.reason());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (UncheckedIOException e) {
            say(e.getMessage() + ": " + e.getCause());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (LabInterruptedException e) {
            say("stopped, and everything cleared");
            return CommandLine.ExitCode.OK;
        }
    }

    private void show(LabReport report, StopSignal stop) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? LabPrinter.json(report) : LabPrinter.text(report));
        out.flush();
        if (!once) {
            say("the lab stays up; Ctrl-C ends it. Look around with: ip netns exec nj" + report.lab()
                    + "-node00 ip route");
            stop.await();
        }
    }

    private void say(String message) {
        PrintWriter err = spec.commandLine().getErr();
        message.lines().forEach(line -> err.println("nightjar: " + line));
        err.flush();
    }
}
