package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.MachineText;
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
import picocli.CommandLine.Option;

/** The command line of the benchmark: {@code scripts/bench-control --help}. */
@CommandLine.Command(
        name = "bench-control",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Measure how fast BIRD's control socket is answered, by Nightjar and by BIRD 1.6.",
        description = "Needs root: everything runs in network namespaces. Prints a table: median, 99th of a hundred and"
                + " longest, in milliseconds.")
public final class ControlBenchmark implements Callable<Integer> {

    @Option(names = "--only", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all by default.")
    private List<ControlSpeaker> only = List.of(ControlSpeaker.values());

    @Option(names = "--sessions", defaultValue = "1000", description = "Sessions: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--routes", defaultValue = "100000", description = "Routes of one of them: ${DEFAULT-VALUE}.")
    private int routes;

    @Option(names = "--samples", defaultValue = "100", description = "Of each question: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--question-limit",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "After which a question is not asked again: ${DEFAULT-VALUE}.")
    private int questionLimit;

    @Option(
            names = "--limit",
            defaultValue = "120",
            paramLabel = "SECONDS",
            description = "How long anything may take: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--page", paramLabel = "FILE", description = "Write the table between the page's marks, too.")
    private @Nullable Path page;

    private static final String BEGIN = "<!-- scripts/bench-control -->\n";

    private static final String END = "<!-- end -->\n";

    private ControlBenchmark() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new ControlBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = ResultOptions.machine("bench-control", "iproute2", "util-linux");
        String where = MachineText.of(machine.packages().home(), machine.commands());
        List<ControlRun.Outcome> outcomes = new ArrayList<>();
        for (ControlSpeaker speaker : only) {
            System.err.println(speaker.title());
            outcomes.addAll(
                    new ControlRun(speaker, new ControlRun.Settings(sessions, routes, samples, questionLimit, limit))
                            .measure(machine));
        }
        String table = new ControlReport(outcomes, samples).markdown() + "\n" + sessions + " sessions, " + routes
                + " routes, " + samples + " samples; " + where + ".\n";
        System.out.println(table);
        if (page != null) {
            String text = Files.readString(page);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END, Math.max(0, begin));
            if (begin < 0 || end < 0) {
                throw new IOException(page + " has no place for the table");
            }
            Files.writeString(page, text.substring(0, begin) + BEGIN + table + text.substring(end));
        }
        return CommandLine.ExitCode.OK;
    }
}
