package io.nightjar.benchmarks.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run has shown, as JSON lines and as a page. */
final class Report {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIB_PER_MIB = 1024;

    private static final String HEADER = """
            # Routes into the kernel: how fast

            Written by `scripts/bench-kernel`, which anybody can run (as root, about 25 minutes; leave the machine alone meanwhile).

            One peer announces all routes over one session, as /26 with one set of attributes, and withdraws them again. The time runs
            from the first octet of the first UPDATE until the kernel itself counts all prefixes, and back until it counts none of them.
            Every contender has its own network namespace and starts cold; `first` is the first round, the other times are medians of
            all rounds. `raw netlink` writes requests that were made beforehand, %d in a datagram, and does nothing else: it is what the
            kernel allows. Absolute times are those of this machine; compare the ratios.

            """.formatted(RawNetlink.PER_DATAGRAM);

    private final List<Measurement> measurements = new ArrayList<>();
    private final Map<Contender, Double> idle = new TreeMap<>();
    private final Map<Contender, List<Long>> repairs = new TreeMap<>();

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    void addIdle(Contender contender, double share) {
        idle.put(contender, share);
    }

    /** How long removed routes were away, in nanoseconds, sorted. */
    void addRepairs(Contender contender, List<Long> nanos) {
        repairs.put(contender, nanos);
    }

    /** One measurement for machines. */
    static String json(Measurement measurement) {
        return String.format(
                Locale.ROOT,
                "{\"contender\":\"%s\",\"version\":\"%s\",\"routes\":%d,\"addMs\":%s,\"removeMs\":%s,\"memoryKib\":%d,"
                        + "\"processorSeconds\":%.2f}",
                measurement.contender().title(),
                measurement.version(),
                measurement.routes(),
                millis(measurement.addNanos()),
                millis(measurement.removeNanos()),
                measurement.memoryKib(),
                measurement.processorSeconds());
    }

    private static String millis(List<Long> nanos) {
        return nanos.stream()
                .map(value -> String.format(Locale.ROOT, "%.1f", value / NANOS_PER_MILLI))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The whole page. */
    String markdown(String machine, int rounds, int idleRoutes) {
        StringBuilder page = new StringBuilder(HEADER);
        page.append(machine).append(", ").append(rounds).append(" rounds.\n");
        measurements.stream().map(Measurement::routes).distinct().forEach(routes -> page.append(table(routes)));
        if (!idle.isEmpty()) {
            page.append(idleTable(idleRoutes));
        }
        if (!repairs.isEmpty()) {
            page.append(repairTable());
        }
        return page.toString();
    }

    private String table(int routes) {
        List<Measurement> rows = measurements.stream()
                .filter(measurement -> measurement.routes() == routes)
                .toList();
        Measurement limit = rows.stream()
                .filter(measurement -> measurement.contender() == Contender.RAW)
                .findFirst()
                .orElse(rows.get(0));
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n## %,d routes%n%n| | in, ms | × raw | out, ms | × raw | first in, ms | memory, MiB | version |%n"
                        + "|---|--:|--:|--:|--:|--:|--:|---|%n",
                routes));
        for (Measurement row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %.1f | %.2f | %.1f | %s | %s |%n",
                    row.contender().title(),
                    row.addMedian() / NANOS_PER_MILLI,
                    (double) row.addMedian() / limit.addMedian(),
                    row.removeMedian() / NANOS_PER_MILLI,
                    (double) row.removeMedian() / limit.removeMedian(),
                    row.firstAdd() / NANOS_PER_MILLI,
                    row.memoryKib() == 0 ? "" : String.format(Locale.ROOT, "%.1f", row.memoryKib() / KIB_PER_MIB),
                    row.version()));
        }
        return table.toString();
    }

    private String idleTable(int routes) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n## Idle with %,d routes%n%nIn the %d s from %d s after the last change on.%n%n| | processor time |%n|---|--:|%n",
                routes,
                Run.IDLE_SECONDS,
                Run.SETTLING_SECONDS));
        idle.forEach((contender, share) ->
                table.append(String.format(Locale.ROOT, "| %s | %.3f %% |%n", contender.title(), 100 * share)));
        return table.toString();
    }

    private String repairTable() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n## A route removed by hand, until it is back%n%n| | median, ms | 90 %%, ms | longest, ms | times |%n"
                        + "|---|--:|--:|--:|--:|%n"));
        repairs.forEach((contender, nanos) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %d |%n",
                contender.title(),
                nanos.get(nanos.size() / 2) / NANOS_PER_MILLI,
                nanos.get(nanos.size() * 9 / 10) / NANOS_PER_MILLI,
                nanos.get(nanos.size() - 1) / NANOS_PER_MILLI,
                nanos.size())));
        return table.toString();
    }
}
