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
            description =
                    "Run real BIRD 1.6 in Nightjar's place on this node, as Calico would configure it; may be repeated.")
    private List<String> birdNodes = new ArrayList<>();

    @CommandLine.Option(
            names = "--datastore",
            paramLabel = "TYPE",
            description =
                    "How the cluster is written down: etcdv2 (Calico 2.6 in etcd's v2 API) or etcdv3 (the resources of"
                            + " Calico 3). Default: the keys of Calico 2.6, in etcd's v3 API.")
    private String datastore = "";

    @CommandLine.Option(
            names = "--route-reflector",
            paramLabel = "NODE",
            description =
                    "Everybody has only this node as a peer. With etcdv3 it is a node like the others; otherwise it is a"
                            + " standalone reflector without containers.")
    private String reflector = "";

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
        LabScenario scenario;
        try {
            scenario = scenario();
            Privileges.requireRoot("nightjar lab");
        } catch (LabException e) {
            say(e.reason());
            return CommandLine.ExitCode.USAGE;
        }
        return run(scenario);
    }

    private LabScenario scenario() {
        LabScenario scenario = LabScenario.of(LabPlan.walkthrough(), LabDatastore.named(datastore), reflector);
        birdNodes.forEach(scenario.plan()::node);
        if (birdNodes.contains(reflector)) {
            throw new LabException("--bird: " + reflector + " is the route reflector");
        }
        return scenario;
    }

    /** A stopped process ends as soon as the signal is closed, so by then everything has been said. */
    private int run(LabScenario scenario) {
        try (StopSignal stop = StopSignal.forThisThread()) {
            return run(scenario, stop);
        }
    }

    private int run(LabScenario scenario, StopSignal stop) {
        try {
            LabRun run = new LabRun(scenario, Machine.local(), new ConditionWait(clock, PACE), this::say);
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
