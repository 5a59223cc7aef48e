package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.BarChart;
import io.nightjar.benchmarks.harness.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page with what runs have shown. */
record Report(List<Result> results) {

    private static final String HEADER = """
            # How fast routes are passed on

            Written by `scripts/bench-reflector`, which anybody can run as root: `scripts/bench-reflector >lines.jsonl` measures, and
            `scripts/bench-reflector --from lines.jsonl --page docs/performance.md` makes this page of it. Leave the machine alone meanwhile.

            One process plays all clients and checks everything that arrives: each prefix, all attributes octet for octet (NEXT_HOP,
            ORIGINATOR_ID, CLUSTER_LIST and the others), and that nobody is told anything that is not so. All are internal sessions of reflector
            clients on the loopback device of a network namespace, without a kernel's routing table; each process gets a new namespace. Each
            daemon is configured at its best (`Configurations` has it word by word). The *null reflector* copies octets to
            sockets and decides nothing, warm: what one thread can do; who uses more than one processor may be faster. Nightjar is started by
            `./nightjar` without any option: *cold* is the first round after the start, *warm* are the later rounds of the same process. All
            figures are medians; (×) is the multiple of the null reflector's. Absolute times are those of this machine: compare the ratios.

            """;

    Report {
        results = List.copyOf(results);
    }

    /** A column: whose, and which of its values. */
    private record Column(Contender contender, String title, List<String> values, int colour) {

        /** One of a contender that has only one, in a colour of its own. */
        Column(Contender contender, List<String> values) {
            this(contender, contender.title(), values, contender.colour());
        }

        Optional<Double> of(Result result) {
            return result.contender() == contender ? result.medianOf(values) : Optional.empty();
        }
    }

    /** All tables and pictures. */
    Page page() {
        return new Page(markdown(), pictures());
    }

    private String markdown() {
        StringBuilder page = new StringBuilder(HEADER);
        page.append(Page.list(results.stream().map(Result::machine))).append('\n');
        page.append(Page.list(results.stream()
                .filter(result -> !result.version().isEmpty())
                .map(result -> result.contender().title() + ": " + result.version())));
        page.append(otherRuns());
        page.append(seconds(Workload.REFLECTOR, "Reflector", """
                All clients announce their blocks at once: seconds until the last client has those of all others.
                """, "clients × blocks"));
        page.append(seconds(Workload.TABLE, "Full table", """
                One client announces a table with the Internet's mixture of attributes (three or four prefixes a set): seconds until all receivers have
                it.
                """, "receivers × prefixes"));
        page.append(churn());
        page.append(seconds(Workload.STORM, "Storm", """
                All clients of a converged reflector lose their connections, and half a second later come back at once, each announcing its
                blocks as soon as its session is up: seconds from the first SYN until everybody has everything again.
                """, "clients × blocks"));
        page.append(starts());
        page.append(costs());
        page.append(remarks());
        return page.toString();
    }

    /** Whose figures do not come from the run that most of their row come from. */
    private String otherRuns() {
        List<String> rows = new ArrayList<>();
        results.stream().map(Case::of).distinct().forEach(size -> {
            List<Result> row =
                    results.stream().filter(result -> result.is(size)).toList();
            String run = mostFrequent(row.stream().map(Result::machine).toList());
            List<String> others = row.stream()
                    .filter(result -> !result.machine().equals(run))
                    .map(result -> result.contender().title())
                    .toList();
            if (!others.isEmpty()) {
                rows.add(size + ": " + String.join(", ", others));
            }
        });
        return rows.isEmpty()
                ? ""
                : "\nMeasured in other runs than the rest of their rows:\n\n" + Page.list(rows.stream());
    }

    private static String mostFrequent(List<String> words) {
        return Collections.max(words, Comparator.comparingInt(word -> Collections.frequency(words, word)));
    }

    private List<Case> cases(Workload workload) {
        return results.stream()
                .filter(result -> result.workload() == workload)
                .map(Case::of)
                .distinct()
                .toList();
    }

    private static List<Column> columns(String cold, String warm) {
        List<Column> columns = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            switch (contender) {
                case NULL -> columns.add(new Column(contender, List.of(warm)));
                case NIGHTJAR -> {
                    columns.add(new Column(contender, "Nightjar, cold", List.of(cold), contender.colour()));
                    columns.add(new Column(contender, "Nightjar, warm", List.of(warm), contender.colour() + 1));
                }
                case BIRD1, BIRD2, FRR, OPENBGPD, GOBGP -> columns.add(new Column(contender, List.of(cold, warm)));
            }
        }
        return columns;
    }

    private String seconds(Workload workload, String title, String text, String unit) {
        return table(
                workload,
                "\n## " + title + "\n\n" + text + reference(workload),
                unit,
                columns("coldSeconds", "warmSeconds"),
                true);
    }

    private static String file(Workload workload) {
        return "performance-" + workload.name().toLowerCase(Locale.ROOT) + ".svg";
    }

    private String reference(Workload workload) {
        BarChart chart = chart(workload);
        return chart.isEmpty() ? "" : Page.reference(file(workload), chart);
    }

    /** One for each workload that was measured, by its file's name. */
    private Map<String, BarChart> pictures() {
        return Stream.of(Workload.values())
                .filter(workload -> !chart(workload).isEmpty())
                .collect(Collectors.toMap(Report::file, this::chart));
    }

    private BarChart chart(Workload workload) {
        return switch (workload) {
            case REFLECTOR -> chart(workload, "Reflector", "Seconds", columns("coldSeconds", "warmSeconds"));
            case TABLE -> chart(workload, "Full table", "Seconds", columns("coldSeconds", "warmSeconds"));
            case STORM -> chart(workload, "Storm", "Seconds", columns("coldSeconds", "warmSeconds"));
            case CHURN ->
                chart(workload, "Churn: 99 of 100 changes", "Milliseconds", columns("p99ColdMs", "p99WarmMs"));
            case START -> chart(workload, "Cold start: all routes", "Seconds", single("convergedSeconds"));
        };
    }

    private BarChart chart(Workload workload, String title, String unit, List<Column> columns) {
        List<BarChart.Group> groups = new ArrayList<>();
        for (Case size : cases(workload)) {
            List<BarChart.Bar> bars = new ArrayList<>();
            for (Column column : columns) {
                value(column, size)
                        .ifPresent(value ->
                                bars.add(new BarChart.Bar(column.title(), column.colour(), value, digits(value))));
            }
            groups.add(
                    new BarChart.Group(String.format(Locale.ROOT, "%,d × %,d", size.clients(), size.routes()), bars));
        }
        return new BarChart(title, unit, groups);
    }

    private String churn() {
        return table(
                        Workload.CHURN,
                        """

                ## Churn

                One client announces and withdraws 200 routes a second, one after the other: milliseconds until another client hears of one, in the
                middle.
                """ + reference(Workload.CHURN),
                        "clients × blocks",
                        columns("p50ColdMs", "p50WarmMs"),
                        true)
                + table(
                        Workload.CHURN,
                        "\n99 of 100 changes take at most:\n",
                        "clients × blocks",
                        columns("p99ColdMs", "p99WarmMs"),
                        true)
                + table(
                        Workload.CHURN,
                        "\nThe longest takes:\n",
                        "clients × blocks",
                        columns("maxColdMs", "maxWarmMs"),
                        true);
    }

    private String starts() {
        return table(
                        Workload.START,
                        """

                ## Cold start

                Seconds from the start of the program (`./nightjar` is a shell script) until the first session is up.
                """ + reference(Workload.START),
                        "clients × blocks",
                        single("establishedSeconds"),
                        false)
                + table(
                        Workload.START,
                        "\nUntil all clients have all routes:\n",
                        "clients × blocks",
                        single("convergedSeconds"),
                        false);
    }

    private static List<Column> single(String value) {
        return Stream.of(Contender.values())
                .map(contender -> new Column(contender, List.of(value)))
                .toList();
    }

    private String costs() {
        StringBuilder text = new StringBuilder("\n## What it costs\n");
        for (Workload workload : Workload.values()) {
            String name = workload.name().toLowerCase(Locale.ROOT);
            text.append(
                    table(workload, "\nMemory at most, in MiB (RSS): " + name + "\n", "", single("peakRssMib"), false));
            text.append(
                    table(workload, "\nMemory in the end, in MiB (PSS): " + name + "\n", "", single("pssMib"), false));
            text.append(table(
                    workload,
                    "\nProcessor time of the first round, in seconds: " + name + "\n",
                    "",
                    single("processorSeconds"),
                    false));
        }
        return text.toString();
    }

    private String table(Workload workload, String text, String unit, List<Column> all, boolean ratios) {
        List<Case> cases = cases(workload);
        if (cases.isEmpty()) {
            return "";
        }
        List<Column> columns = all.stream()
                .filter(column -> results.stream()
                        .anyMatch(result -> result.contender() == column.contender && result.workload() == workload))
                .toList();
        StringBuilder table = new StringBuilder(text);
        table.append("\n| ").append(unit).append(" |");
        columns.forEach(column -> table.append(' ').append(column.title).append(" |"));
        table.append("\n|---|").append("--:|".repeat(columns.size())).append('\n');
        for (Case size : cases) {
            table.append(String.format(Locale.ROOT, "| %,d × %,d |", size.clients(), size.routes()));
            Optional<Double> limit = ratios ? value(columns.get(0), size) : Optional.empty();
            columns.forEach(column ->
                    table.append(' ').append(cell(column, size, limit)).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private Optional<Double> value(Column column, Case size) {
        return results.stream()
                .filter(result -> result.is(size))
                .flatMap(result -> column.of(result).stream())
                .findFirst();
    }

    private String cell(Column column, Case size, Optional<Double> limit) {
        Optional<Double> value = value(column, size);
        if (value.isEmpty()) {
            boolean tried =
                    results.stream().anyMatch(result -> result.is(size) && result.contender() == column.contender);
            return tried ? "failed" : "–";
        }
        String ratio = limit.map(of -> String.format(Locale.ROOT, " (%.1f)", value.get() / of))
                .orElse("");
        return digits(value.get()) + ratio;
    }

    private static String digits(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value >= 1 ? "%.2f" : "%.3f", value);
    }

    private String remarks() {
        Stream<String> habits = results.stream()
                .flatMap(result ->
                        result.habits().stream().map(habit -> result.contender().title() + " " + habit));
        Stream<String> failures = results.stream()
                .flatMap(result -> result.remarks().stream()
                        .map(remark -> result.contender().title() + ", " + Case.of(result) + ": " + remark));
        return Page.remarks(habits, failures);
    }
}
