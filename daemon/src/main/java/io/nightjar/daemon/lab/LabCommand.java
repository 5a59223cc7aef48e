package io.nightjar.daemon.lab;

import io.nightjar.bgp.time.NanoClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code nightjar lab}: the walkthrough in network namespaces, from nothing to pings. */
@CommandLine.Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = {
            "Build the three-node walkthrough in network namespaces: a switch, three nodes, a real etcd, one speaker per "
                    + "node and two containers behind each. Show routes, sessions and pings, and stay up until Ctrl-C.",
            "Needs root; installs the Debian packages that are missing."
        })
public final class LabCommand implements Callable<Integer> {

    private static final Duration PACE = Duration.ofMillis(50);
    private static final int USAGE = 2;

    private final NanoClock clock;
    private final Commands commands;

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
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandLine.Model.CommandSpec spec;

    public LabCommand(NanoClock clock) {
        this(clock, new HostCommands());
    }

    LabCommand(NanoClock clock, Commands commands) {
        this.clock = clock;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        LabPlan plan = LabPlan.walkthrough();
        try {
            birdNodes.forEach(plan::node);
            Privileges.requireRoot("nightjar lab");
        } catch (LabException e) {
            say(e.reason());
            return USAGE;
        }
        try (StopSignal stop = StopSignal.forThisThread()) {
            return run(plan, stop);
        } catch (LabException e) {
            say(e.reason());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (LabInterruptedException e) {
            say("stopped, and everything cleared");
            return CommandLine.ExitCode.OK;
        }
    }

    private int run(LabPlan plan, StopSignal stop) {
        Ingredients ingredients = Ingredients.provide(DebianPackages.ofThisTree(commands), birdNodes, this::say);
        LabSite site = LabSite.open(LabRegistry.ofThisMachine(commands), commands, plan);
        try {
            if (keepLogs) {
                site.keepFiles();
            }
            say("lab " + site.name() + ": its files are in " + site.folder() + ", its namespaces are called "
                    + site.namespace("*"));
            LabReport report = examine(start(plan, site, ingredients));
            print(report);
            if (!once) {
                say("the lab stays up; Ctrl-C ends it. Look around with: ip netns exec " + site.namespace("node00")
                        + " ip route");
                stop.await();
            }
            return report.ok() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            stop.startCleaning();
            site.close();
        }
    }

    private Cluster start(LabPlan plan, LabSite site, Ingredients ingredients) {
        Cluster cluster = Cluster.withDatastore(plan, site, new ConditionWait(clock, PACE));
        for (LabNode node : plan.nodes()) {
            if (ingredients.isBird(node)) {
                cluster.startBird(node, ingredients.birdPrograms());
            } else {
                cluster.startNightjar(node, ingredients.nightjar());
            }
        }
        say("etcd and the speakers run; waiting for the cluster to converge");
        return cluster;
    }

    private LabReport examine(Cluster cluster) {
        try {
            Duration convergence = cluster.awaitConvergence();
            return cluster.report(true, convergence);
        } catch (LabException e) {
            say(e.reason() + "\n" + cluster.site().logs());
            return cluster.report(false, Cluster.CONVERGENCE_LIMIT);
        }
    }

    private void print(LabReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? LabPrinter.json(report) : LabPrinter.text(report));
        out.flush();
    }

    private void say(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("nightjar: " + message);
        err.flush();
    }
}
