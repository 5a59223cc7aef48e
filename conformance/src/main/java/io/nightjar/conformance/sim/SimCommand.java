package io.nightjar.conformance.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.cli.CommandErrors;
import io.nightjar.daemon.cli.CommandException;
import io.nightjar.daemon.cli.ExitCode;
import io.nightjar.daemon.cli.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code nightjar sim} command. */
@Command(
        name = "nightjar sim",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates a cluster: real speakers in one thread, on virtual time, out of one seed.",
            "Prints when all kernels are right, and what that costs in messages; or what went wrong."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar sim --nodes 300 --topology mesh",
            "  nightjar sim --nodes 1000 --topology reflectors --reflectors 3 --faults 5 --kinds reflector",
            "  nightjar sim --nodes 6 --faults 20 --seed 4711 --verbose",
            "  nightjar sim --nodes 5 --faults 8 --seeds 1..1000",
            "",
            "The same seed gives the same output. Exit codes: 0 all right, 1 something was wrong, 2 wrong arguments."
        })
public final class SimCommand implements Callable<Integer> {

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many nodes, reflectors included (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--topology",
            paramLabel = "mesh|reflectors|standalone",
            defaultValue = "mesh",
            description = "Who is whose peer (default: ${DEFAULT-VALUE}).")
    private Scenario.Topology topology = Scenario.Topology.MESH;

    @Option(
            names = "--reflectors",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many of the nodes reflect (default: ${DEFAULT-VALUE}).")
    private int reflectors;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many cluster ids the reflectors have (default: ${DEFAULT-VALUE}).")
    private int clusters;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            defaultValue = "1",
            description = "Blocks of addresses of each node (default: ${DEFAULT-VALUE}).")
    private int blocks;

    @Option(names = "--dual-stack", description = "IPv6 beside IPv4: addresses, sessions and blocks.")
    private boolean dualStack;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many things go wrong, or are changed (default: ${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Of which kinds: ${COMPLETION-CANDIDATES} (default: all).")
    private List<FaultKind> kinds = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides everything that is left to chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "FROM..TO",
            converter = SeedRange.Converter.class,
            description = "Runs all of these seeds and says which ones went wrong.")
    private @Nullable SeedRange seeds;

    @Option(
            names = "--start-spread",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Within which time all speakers are started (default: ${DEFAULT-VALUE}).")
    private double startSpread;

    @Option(
            names = "--latency",
            paramLabel = "MILLISECONDS",
            defaultValue = "1",
            description = "The most that a message takes to another node (default: ${DEFAULT-VALUE}).")
    private double latency;

    @Option(
            names = "--cost",
            paramLabel = "MICROSECONDS",
            defaultValue = "10",
            description = "For how long a message that comes, or goes to one of many, keeps a speaker busy"
                    + " (default: ${DEFAULT-VALUE}).")
    private double cost;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long all has to stay right in the end (default: ${DEFAULT-VALUE}).")
    private double settle;

    @Option(names = "--verbose", description = "Prints each event: sessions up and down, faults.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final NanoClock clock;

    private final boolean terminal;

    private SimCommand(NanoClock clock, boolean terminal) {
        this.clock = clock;
        this.terminal = terminal;
    }

    /** Runs the simulation that the arguments describe, and leaves with its exit code. */
    public static void main(String[] args) {
        System.exit(
                commandLine(new SystemNanoClock(), Terminal.isStandardError()).execute(args));
    }

    /**
     * The command.
     *
     * @param clock the real time, for who watches
     * @param terminal whether standard error is one
     */
    static CommandLine commandLine(NanoClock clock, boolean terminal) {
        CommandErrors errors = new CommandErrors();
        return new CommandLine(new SimCommand(clock, terminal))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExitCodeExceptionMapper(failure -> ExitCode.FAILURE);
    }

    /** What the speakers would log is many times what is asked for. */
    private static void quieten() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.nightjar").setLevel(Level.OFF);
        }
    }

    @Override
    public Integer call() {
        check();
        quieten();
        SeedRange range = seeds;
        Progress progress = progress();
        return range == null ? one(progress) : many(range, progress);
    }

    /** On a terminal that shows nothing else, one line; else lines, for who wants to know much. */
    private Progress progress() {
        Progress.Style quiet = terminal ? Progress.Style.TERMINAL : Progress.Style.NONE;
        return new Progress(
                verbose ? Progress.Style.LINES : quiet, spec.commandLine().getErr(), clock);
    }

    private int one(Progress progress) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Result result = new Simulation(scenario(seed), out::println, verbose, progress).run();
            progress.clear();
            ReportText.lines(result).forEach(out::println);
            return ExitCode.OK;
        } catch (Violation e) {
            progress.clear();
            out.println("seed " + seed + " " + e.getMessage());
            return ExitCode.FAILURE;
        } finally {
            out.flush();
        }
    }

    private int many(SeedRange range, Progress progress) {
        PrintWriter out = spec.commandLine().getOut();
        long wrong = 0;
        for (long each = range.first(); each <= range.last(); each++) {
            progress.title("seed " + each + " of " + range.first() + " to " + range.last() + ", " + wrong
                    + " went wrong, at ");
            try {
                var unused = new Simulation(scenario(each), line -> {}, false, progress).run();
            } catch (Violation | IllegalStateException e) {
                wrong++;
                progress.clear();
                out.println("seed " + each + " " + e.getMessage());
                out.flush();
            }
        }
        progress.clear();
        out.println((range.last() - range.first() + 1) + " seeds, " + wrong + " went wrong");
        out.flush();
        return wrong == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private Scenario scenario(long of) {
        Set<FaultKind> all = kinds.isEmpty() ? EnumSet.allOf(FaultKind.class) : EnumSet.copyOf(kinds);
        return new Scenario(
                nodes,
                topology,
                new Scenario.Reflection(reflectors, clusters),
                new Scenario.Addresses(blocks, dualStack),
                of,
                new Scenario.Faults(faults, all),
                new Scenario.Pace(
                        seconds(startSpread),
                        seconds(latency / 1e3),
                        seconds(cost / 1e6),
                        seconds(settle),
                        Scenario.Pace.DEFAULT.patience()));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private void check() {
        require(nodes >= 2 && nodes <= Scenario.MAX_NODES, "--nodes", "2 to " + Scenario.MAX_NODES);
        if (topology != Scenario.Topology.MESH) {
            int most = Math.min(Scenario.MAX_REFLECTORS, nodes - 1);
            require(reflectors >= 1 && reflectors <= most, "--reflectors", "1 to " + most);
            require(clusters >= 1 && clusters <= reflectors, "--clusters", "1 to " + reflectors);
        }
        checkRest();
    }

    private void checkRest() {
        require(blocks >= 0 && (long) blocks * nodes <= 65_536, "--blocks", "0 to " + 65_536 / nodes);
        require(faults >= 0 && faults <= 10_000, "--faults", "0 to 10000");
        require(startSpread >= 0 && startSpread <= 3600, "--start-spread", "0 to 3600");
        require(latency >= 0.2 && latency <= 1000, "--latency", "0.2 to 1000");
        require(cost >= 0 && cost <= 10_000, "--cost", "0 to 10000");
        require(settle >= 0 && settle <= 86_400, "--settle", "0 to 86400");
    }

    private static void require(boolean right, String option, String range) {
        if (!right) {
            throw CommandException.usage(option + " must be " + range);
        }
    }
}
