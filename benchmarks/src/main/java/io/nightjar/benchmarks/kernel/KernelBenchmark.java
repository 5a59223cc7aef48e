package io.nightjar.benchmarks.kernel;

import io.nightjar.benchmarks.harness.MachineText;
import io.nightjar.daemon.lab.Machine;
import io.nightjar.daemon.lab.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The command line of the benchmark: {@code scripts/bench-kernel --help}. */
@CommandLine.Command(
        name = "bench-kernel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compare how fast routes come from a BGP session into the kernel, and out of it again.",
        description = "Needs root: everything runs in network namespaces. Prints one JSON object per measurement.")
public final class KernelBenchmark implements Callable<Integer> {

    @Option(
            names = "--routes",
            split = ",",
            defaultValue = "1000,10000,100000",
            description = "How many: ${DEFAULT-VALUE}.")
    private List<Integer> routes = List.of();

    @Option(names = "--rounds", defaultValue = "5", description = "How often each: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--only", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all by default.")
    private List<Contender> only = List.of(Contender.values());

    @Option(names = "--idle", defaultValue = "10000", description = "Routes while idle; 0 to leave that out.")
    private int idleRoutes;

    @Option(names = "--repairs", defaultValue = "50", description = "Routes removed by hand; 0 to leave that out.")
    private int repairs;

    @Option(names = "--page", paramLabel = "FILE", description = "Write the tables there, too.")
    private @Nullable Path page;

    private KernelBenchmark() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new KernelBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (!Privileges.isRoot()) {
            System.err.println("bench-kernel needs root, because it makes network namespaces");
            return CommandLine.ExitCode.SOFTWARE;
        }
        Machine machine = Machine.local();
        machine.packages().install("iproute2", "util-linux");
        Run run = new Run(machine, rounds);
        Report report = new Report();
        for (int count : routes) {
            for (Contender contender : only) {
                System.err.printf(Locale.ROOT, "%s, %,d routes%n", contender.title(), count);
                Measurement measurement = run.measure(contender, count);
                report.add(measurement);
                System.out.println(Report.json(measurement));
            }
        }
        for (Contender contender : only) {
            if (contender.isDaemon()) {
                rest(contender, run, report);
            }
        }
        String tables = report.markdown(MachineText.local(), rounds, idleRoutes);
        if (page != null) {
            Files.writeString(page, tables);
        }
        System.err.println(tables);
        return CommandLine.ExitCode.OK;
    }

    private void rest(Contender contender, Run run, Report report) throws IOException {
        if (idleRoutes > 0) {
            System.err.printf(Locale.ROOT, "%s, idle%n", contender.title());
            report.addIdle(contender, run.idleShare(contender, idleRoutes));
        }
        // Nobody expects zebra to put back what others remove.
        if (contender != Contender.FRR && repairs > 0) {
            System.err.printf(Locale.ROOT, "%s, repairs%n", contender.title());
            report.addRepairs(contender, run.repairs(contender, repairs));
        }
    }
}
