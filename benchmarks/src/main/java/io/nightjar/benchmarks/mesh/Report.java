package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.BarChart;
import io.nightjar.benchmarks.harness.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The page with what runs have shown. */
record Report(List<Result> results) {

    private static final String HEADER = """
            # A node joins a large mesh

            Written by `scripts/bench-mesh`, which anybody can run as root: `scripts/bench-mesh >lines.jsonl` measures, and
            `scripts/bench-mesh --from lines.jsonl --page docs/mesh-join.md` makes this page of it. Leave the machine alone meanwhile.

            A node starts into a full mesh of %d blocks of /%d a node. It has a network namespace with a kernel's routing table of its own; one process in
            another namespace plays all other nodes, each with an address of its own on the same network. By Calico's rule the node dials half
            of them, and the other half dials it; who dials tries again every half second (BIRD: every five seconds). They offer what BIRD offers in Calico: ADD-PATH, graceful
            restart, a hold time of 240 s. Nightjar is started by its launcher with nothing but calico-node's environment, and reads the cluster from
            a real etcd in Calico 3's layout. BIRD 1.6 is started as Calico does (`-R`) with the configuration that Calico's confd makes of the same keys;
            BIRD 2 has the same in its words, FRR one peer group and zebra. The C daemons' configurations are there before they start; what confd needs to
            write them is not counted. GoBGP is left out: without zebra it has no kernel.

            All times are seconds since the process was started. The *first session* and *all sessions* are Established by what the other nodes
            see; *in the kernel* is the moment when the kernel itself counts all routes; *announced* is when every other node has heard of all blocks
            of this one; *all* is the last of these. Then each route of the kernel is compared (gateway, protocol), and everything that
            was announced (next hop, attributes, nothing of others). Memory is that of all processes of the contender at that moment and
            10 s later; *processor* is its time until then. *Idle* is the processor time of one processor afterwards, while KEEPALIVEs go
            to and fro. Figures are medians.

            """.formatted(MeshPlan.BLOCKS, MeshPlan.BLOCK_LENGTH);

    private static final List<Column> COLUMNS = List.of(
            new Column("first session", Result.FIRST_SESSION, "%.2f"),
            new Column("all sessions", Result.ALL_SESSIONS, "%.2f"),
            new Column("in the kernel", Result.KERNEL, "%.2f"),
            new Column("announced", Result.ANNOUNCED, "%.2f"),
            new Column("all", Result.ALL, "%.2f"),
            new Column("processor", Result.PROCESSOR, "%.2f"),
            new Column("PSS, MiB", Result.SHARE, "%.1f"),
            new Column("10 s later", Result.SHARE_LATER, "%.1f"),
            new Column("RSS, MiB", Result.RESIDENT, "%.1f"),
            new Column("10 s later", Result.RESIDENT_LATER, "%.1f"),
            new Column("idle, %", Result.IDLE, "%.3f"));

    Report {
        results = List.copyOf(results);
    }

    /** A column: its title, its value, and how that is printed. */
    private record Column(String title, String value, String format) {

        String of(Result result) {
            return result.median(value)
                    .map(median -> String.format(Locale.ROOT, format, median))
                    .orElse(result.remarks().isEmpty() ? "–" : "failed");
        }
    }

    /** All tables and pictures. */
    Page page() {
        StringBuilder page = new StringBuilder(HEADER);
        page.append(Page.list(results.stream().map(Result::machine))).append('\n');
        page.append(Page.list(results.stream()
                .map(result -> result.contender().title() + ": " + result.version() + ", " + starts(result))));
        Map<String, BarChart> pictures = new TreeMap<>();
        picture("mesh-join.svg", "Until everything is up", "Seconds", Result.ALL, pictures);
        picture("mesh-memory.svg", "Memory 10 s later", "MiB (PSS)", Result.SHARE_LATER, pictures);
        pictures.forEach((name, chart) -> page.append(Page.reference(name, chart)));
        results.stream().map(Result::nodes).distinct().sorted().forEach(nodes -> page.append(table(nodes)));
        page.append(remarks());
        return new Page(page.toString(), pictures);
    }

    private void picture(String name, String title, String unit, String value, Map<String, BarChart> pictures) {
        List<BarChart.Group> groups = results.stream()
                .map(Result::nodes)
                .distinct()
                .sorted()
                .map(nodes -> new BarChart.Group(String.format(Locale.ROOT, "%,d nodes", nodes), bars(nodes, value)))
                .toList();
        BarChart chart = new BarChart(title, unit, groups);
        if (!chart.isEmpty()) {
            pictures.put(name, chart);
        }
    }

    private List<BarChart.Bar> bars(int nodes, String value) {
        return results.stream()
                .filter(result -> result.nodes() == nodes)
                .flatMap(result -> result.median(value).stream()
                        .map(median -> new BarChart.Bar(
                                result.contender().title(),
                                result.contender().colour(),
                                median,
                                String.format(Locale.ROOT, "%.2f", median))))
                .toList();
    }

    private static String starts(Result result) {
        int starts = result.values().getOrDefault(Result.ALL, List.of()).size();
        return starts == 1 ? "1 start" : starts + " starts";
    }

    private String table(int nodes) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n## %,d nodes, %,d routes%n%n| |",
                nodes,
                MeshPlan.of(nodes).routes()));
        COLUMNS.forEach(column -> table.append(' ').append(column.title()).append(" |"));
        table.append("\n|---|").append("--:|".repeat(COLUMNS.size())).append('\n');
        for (Result result : results) {
            if (result.nodes() == nodes) {
                table.append("| ").append(result.contender().title()).append(" |");
                COLUMNS.forEach(
                        column -> table.append(' ').append(column.of(result)).append(" |"));
                table.append('\n');
            }
        }
        return table.toString();
    }

    private String remarks() {
        Stream<String> habits = results.stream()
                .flatMap(result ->
                        result.habits().stream().map(habit -> result.contender().title() + " " + habit));
        Stream<String> failures = results.stream()
                .flatMap(result -> result.remarks().stream()
                        .map(remark -> result.contender().title() + ", " + result.nodes() + " nodes: " + remark));
        return Page.remarks(habits, failures);
    }
}
