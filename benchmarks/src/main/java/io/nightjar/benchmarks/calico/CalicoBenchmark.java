package io.nightjar.benchmarks.calico;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.LargeCluster;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.speaker.DrySpeaker;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the table of {@code docs/calico.md}. */
@Command(
        name = "bench-calico",
        mixinStandardHelpOptions = true,
        description = "Measures how long a change of Calico's datastore takes until it is applied, in large clusters.")
public final class CalicoBenchmark implements Callable<Integer> {

    private static final double NANOS_PER_MILLI = 1e6;

    private final SystemNanoClock clock = new SystemNanoClock();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Option(names = "--rounds", defaultValue = "21", description = "How often each change: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "10", description = "Rounds before that: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--only", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all by default.")
    private List<Clusters> only = List.of(Clusters.values());

    private CalicoBenchmark() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new CalicoBenchmark()).execute(arguments));
    }

    /**
     * Times of one thread.
     *
     * @param wall as the clock on the wall has it, in milliseconds
     * @param cpu what the thread has worked, in milliseconds
     */
    private record Times(double wall, double cpu) {}

    @Override
    public Integer call() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.nightjar").setLevel(Level.WARN);
        }
        System.out.println(
                "| Cluster | Sessions | Change | Median, ms | Longest, ms | Median of the thread's work, ms |");
        System.out.println("|---|---|---|---|---|---|");
        for (Clusters cluster : only) {
            KeyValueView view = cluster.view();
            try (DrySpeaker speaker = new DrySpeaker(LargeCluster.node(0))) {
                Times first = timed(() -> speaker.show(view));
                speaker.settle();
                print(cluster, speaker.sessions(), "everything, at the start", List.of(first));
                for (Changes change : Changes.values()) {
                    print(cluster, speaker.sessions(), change.title(), measure(speaker, view, change));
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Times> measure(DrySpeaker speaker, KeyValueView beginning, Changes change) {
        List<Times> times = new ArrayList<>();
        KeyValueView view = beginning;
        for (int round = 0; round < warmUp + rounds; round++) {
            KeyValueView next = view.with(change.values(round), List.of());
            Times time = timed(() -> speaker.show(next));
            speaker.passTime();
            speaker.settle();
            view = next;
            if (round >= warmUp) {
                times.add(time);
            }
        }
        speaker.show(beginning);
        speaker.passTime();
        speaker.settle();
        return times;
    }

    private Times timed(Runnable work) {
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = clock.nanoTime();
        work.run();
        return new Times(
                (clock.nanoTime() - wall) / NANOS_PER_MILLI,
                (threads.getCurrentThreadCpuTime() - cpu) / NANOS_PER_MILLI);
    }

    private static void print(Clusters cluster, int sessions, String change, List<Times> times) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %s | %.1f | %.1f | %.1f |%n",
                cluster.title(),
                sessions,
                change,
                median(times.stream().map(Times::wall).toList()),
                Collections.max(times.stream().map(Times::wall).toList()),
                median(times.stream().map(Times::cpu).toList()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
