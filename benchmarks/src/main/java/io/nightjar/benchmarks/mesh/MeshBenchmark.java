package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.MachineText;
import io.nightjar.benchmarks.harness.Progress;
import io.nightjar.benchmarks.harness.ResultOptions;
import io.nightjar.daemon.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmark: {@code scripts/bench-mesh --help}. */
@CommandLine.Command(
        name = "bench-mesh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compare how long a node takes that starts into a large mesh, and what it costs.",
        description = "Needs root: everything runs in network namespaces. Prints one JSON object per measurement.")
public final class MeshBenchmark implements Callable<Integer> {

    private static final int FEWEST_NODES = 3;
    private static final int SETTLE_SECONDS = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--nodes",
            split = ",",
            defaultValue = "100,500,1000",
            description = "Nodes of the mesh: ${DEFAULT-VALUE}.")
    private List<Integer> nodes = List.of();

    @Option(
            names = "--only",
            split = ",",
            description = "Of ${COMPLETION-CANDIDATES}; all by default, PACKAGED if there is a --package.")
    private List<Contender> only = List.of();

    @Option(
            names = "--package",
            paramLabel = "FOLDER",
            description =
                    "An unpacked package of Nightjar, such as daemon/target/dist/nightjar-VERSION, to measure as well.")
    private @Nullable Path packageFolder;

    @Option(names = "--starts", defaultValue = "3", description = "Starts of each contender: ${DEFAULT-VALUE}.")
    private int starts;

    @Option(
            names = "--limit",
            defaultValue = "300",
            paramLabel = "SECONDS",
            description = "How long joining may take: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--idle",
            defaultValue = "80",
            paramLabel = "SECONDS",
            description =
                    "How long idle time is measured, once for each contender: ${DEFAULT-VALUE}, in which each session has one KEEPALIVE; "
                            + "0 to leave that out.")
    private int idle;

    @Mixin
    private ResultOptions output = new ResultOptions();

    private MeshBenchmark() {}

    /** The command line, for a program that has more than one. */
    static CommandLine commandLine() {
        return new CommandLine(new MeshBenchmark());
    }

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        return output.report(Result.class, this::measure, results -> new Report(results).page());
    }

    private List<Contender> contenders() {
        if (packageFolder != null
                && !Files.isExecutable(packageFolder.resolve("bin").resolve("nightjar"))) {
            throw wrong("--package: " + packageFolder + " has no bin/nightjar");
        }
        if (packageFolder == null && only.contains(Contender.PACKAGED)) {
            throw wrong("--only PACKAGED needs --package FOLDER");
        }
        for (int size : nodes) {
            if (size < FEWEST_NODES || size > MeshPlan.MOST_NODES) {
                throw wrong("--nodes: " + size + " is not between " + FEWEST_NODES + " and " + MeshPlan.MOST_NODES);
            }
        }
        List<Contender> wanted = new ArrayList<>(only.isEmpty() ? List.of(Contender.values()) : only);
        if (packageFolder == null) {
            wanted.remove(Contender.PACKAGED);
        }
        return wanted;
    }

    private ParameterException wrong(String text) {
        if (spec == null) {
            throw new IllegalStateException("picocli gives every command its description");
        }
        return new ParameterException(spec.commandLine(), text);
    }

    private List<Result> measure() throws IOException {
        List<Contender> contenders = contenders();
        Machine machine = ResultOptions.machine("bench-mesh", "iproute2", "util-linux", "etcd-server", "etcd-client");
        Path home = machine.packages().home();
        List<Result> results = new ArrayList<>();
        try (Progress progress = Progress.of(nodes.size() * contenders.size())) {
            MeshRun run = new MeshRun(
                    machine,
                    MachineText.of(home, machine.commands()),
                    packageFolder == null ? home : packageFolder.toAbsolutePath(),
                    new MeshRun.Settings(starts, limit, SETTLE_SECONDS, idle),
                    progress::say);
            for (int size : nodes) {
                for (Contender contender : contenders) {
                    progress.begin(contender.title() + ": " + size + " nodes");
                    Result result = run.measure(contender, size);
                    results.add(result);
                    output.print(result);
                }
            }
        }
        return results;
    }
}
