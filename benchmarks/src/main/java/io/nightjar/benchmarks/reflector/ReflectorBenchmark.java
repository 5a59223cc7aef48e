package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.MachineText;
import io.nightjar.benchmarks.harness.Progress;
import io.nightjar.benchmarks.harness.ResultOptions;
import io.nightjar.daemon.lab.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of the benchmark: {@code scripts/bench-reflector --help}. */
@CommandLine.Command(
        name = "bench-reflector",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compare how fast route reflectors pass on what their clients announce.",
        description = "Needs root: everything runs in network namespaces. Prints one JSON object per measurement.")
public final class ReflectorBenchmark implements Callable<Integer> {

    @Option(names = "--only", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all by default.")
    private List<Contender> only = List.of(Contender.values());

    @Option(
            names = "--reflector",
            split = ",",
            paramLabel = "CLIENTSxBLOCKS",
            description = "All clients announce so many blocks each, at once.")
    private List<String> reflector = List.of();

    @Option(
            names = "--table",
            split = ",",
            paramLabel = "RECEIVERSxPREFIXES",
            description = "One client announces so many prefixes to so many others.")
    private List<String> table = List.of();

    @Option(
            names = "--churn",
            split = ",",
            paramLabel = "CLIENTSxBLOCKS",
            description = "One client changes 200 routes a second.")
    private List<String> churn = List.of();

    @Option(
            names = "--storm",
            split = ",",
            paramLabel = "CLIENTSxBLOCKS",
            description = "All clients lose their connections and come back at once.")
    private List<String> storm = List.of();

    @Option(
            names = "--start",
            split = ",",
            paramLabel = "CLIENTSxBLOCKS",
            description = "From the start of the process.")
    private List<String> start = List.of();

    @Option(names = "--starts", defaultValue = "3", description = "Processes of each contender: ${DEFAULT-VALUE}.")
    private int starts;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds in each process: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--limit",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long anything may take: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--gobgp-clients",
            defaultValue = "50",
            description = "GoBGP is left out where there are more, as it takes minutes: ${DEFAULT-VALUE}.")
    private int largestForGoBgp;

    @Mixin
    private ResultOptions output = new ResultOptions();

    private ReflectorBenchmark() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new ReflectorBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        return output.report(Result.class, this::measure, results -> new Report(results).page());
    }

    private List<Result> measure() throws IOException {
        Machine machine = ResultOptions.machine("bench-reflector", "iproute2", "util-linux");
        String where = MachineText.of(machine.packages().home(), machine.commands());
        List<Case> cases = cases();
        List<Result> results = new ArrayList<>();
        try (Progress progress = Progress.of(cases.size() * only.size())) {
            Run run = new Run(machine, where, new Run.Settings(starts, rounds, limit), progress::say);
            for (Case size : cases) {
                for (Contender contender : only) {
                    progress.begin(contender.title() + ": " + size);
                    if (contender == Contender.GOBGP && size.crowd() > largestForGoBgp) {
                        continue;
                    }
                    Result result = run.measure(contender, size);
                    results.add(result);
                    output.print(result);
                }
            }
        }
        return results;
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        reflector.forEach(text -> cases.add(Case.parse(Workload.REFLECTOR, text)));
        table.forEach(text -> cases.add(Case.parse(Workload.TABLE, text)));
        churn.forEach(text -> cases.add(Case.parse(Workload.CHURN, text)));
        storm.forEach(text -> cases.add(Case.parse(Workload.STORM, text)));
        start.forEach(text -> cases.add(Case.parse(Workload.START, text)));
        return cases;
    }
}
