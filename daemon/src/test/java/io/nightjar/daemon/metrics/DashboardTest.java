package io.nightjar.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.fsm.FsmState;
import io.nightjar.kernel.KernelSyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard for Grafana asks for nothing that is not exported, and leaves nothing out. */
class DashboardTest {

    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:nightjar|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(=~|!=|!~|=)\"([^\"]*)\"");

    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");

    private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z_]+)}}");

    /** Every series has these from Prometheus. */
    private static final Set<String> FROM_PROMETHEUS = Set.of("job", "instance");

    /** They are there on demand only, too many for a dashboard. */
    private static final Set<String> ON_DEMAND =
            Set.of("nightjar_peer_routes_received", "nightjar_peer_routes_accepted", "nightjar_peer_routes_advertised");

    private final Meters meters = new Meters("1.2.3");

    /** Names, then labels, then their values. */
    private final Map<String, Map<String, Set<String>>> exported = new TreeMap<>();

    private JsonNode dashboard = new ObjectMapper().nullNode();

    @BeforeEach
    void read() throws IOException {
        dashboard = new ObjectMapper()
                .readTree(Path.of("..", "docs", "examples", "grafana-dashboard.json")
                        .toFile());
        KernelSyncStatus kernel = new KernelSyncStatus(
                1,
                1,
                1,
                0,
                List.of(),
                List.of(),
                new KernelSyncStatus.Obstacles(Map.of(80, 1), 0),
                new KernelSyncStatus.Counters(0, 0, 0, 0, 0));
        Reading.Peer unwell = new Reading.Peer("b", "10.0.0.9", FsmState.ACTIVE, true, Duration.ZERO, 0, 0, 0);
        Reading reading = new Reading(
                List.of(unwell),
                Map.of(),
                Map.of(),
                Reading.NONE.routes(),
                Reading.NONE.queues(),
                kernel,
                Duration.ZERO,
                Reading.NONE.source());
        meters.scrape(reading, PeerSeries.UNWELL).lines().forEach(this::export);
    }

    @AfterEach
    void close() {
        meters.close();
    }

    private void export(String line) {
        if (!line.startsWith("#")) {
            Map<String, Set<String>> labels =
                    exported.computeIfAbsent(line.split("[{ ]", 2)[0], name -> new TreeMap<>());
            Matcher label = LABEL.matcher(line);
            while (label.find()) {
                labels.computeIfAbsent(label.group(1), name -> new TreeSet<>()).add(label.group(3));
            }
        }
    }

    private List<JsonNode> panels() {
        return Stream.iterate(0, i -> i + 1)
                .limit(dashboard.path("panels").size())
                .map(dashboard.path("panels")::path)
                .toList();
    }

    private List<JsonNode> targets() {
        List<JsonNode> targets = new ArrayList<>();
        panels().forEach(panel -> panel.path("targets").forEach(targets::add));
        return targets;
    }

    private static String expression(JsonNode target) {
        return target.path("expr").asText();
    }

    @Test
    void everyMetricAndLabelThatIsAskedForIsExported() {
        assertThat(targets()).hasSizeGreaterThan(30);
        for (JsonNode target : targets()) {
            String expression = expression(target);
            Set<String> known = new TreeSet<>(FROM_PROMETHEUS);
            Matcher selector = SELECTOR.matcher(expression);
            while (selector.find()) {
                Map<String, Set<String>> labels = exported.get(selector.group(1));
                assertThat(labels).as("%s of %s", selector.group(1), expression).isNotNull();
                known.addAll(Objects.requireNonNull(labels).keySet());
                select(expression, selector.group(2), labels);
            }
            assertThat(known).as(expression).containsAll(grouped(expression));
            assertThat(known)
                    .as(expression)
                    .containsAll(found(LEGEND, target.path("legendFormat").asText()));
        }
    }

    /** What stands in a selector's braces. */
    private static void select(String expression, String matchers, Map<String, Set<String>> labels) {
        Matcher label = LABEL.matcher(matchers);
        Set<String> matched = new TreeSet<>();
        while (label.find()) {
            matched.add(label.group(1));
            if (!FROM_PROMETHEUS.contains(label.group(1))) {
                assertThat(labels).as(expression).containsKey(label.group(1));
                assertThat(labels.get(label.group(1))).as(expression).contains(label.group(3));
            }
        }
        assertThat(matched).as("the variables of %s", expression).containsAll(FROM_PROMETHEUS);
    }

    private static Set<String> grouped(String expression) {
        return found(GROUPING, expression).stream()
                .flatMap(labels -> Stream.of(labels.split(", ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMetricOfOursIsShown() {
        Set<String> shown = targets().stream()
                .flatMap(target -> found(SELECTOR, expression(target)).stream())
                .collect(Collectors.toSet());
        Set<String> ours = exported.keySet().stream()
                .filter(name -> name.startsWith("nightjar_") && !ON_DEMAND.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ours).hasSizeGreaterThan(25).isSubsetOf(shown);
        assertThat(shown).contains("jvm_memory_used_bytes", "process_cpu_usage");
    }

    @Test
    void convergenceIsShownAsQuantilesOfItsHistogram() {
        assertThat(targets().stream().map(DashboardTest::expression))
                .anyMatch(expression -> expression.startsWith("histogram_quantile(0.99, sum by (le, stage) (rate("));
    }

    @Test
    void thePrometheusToAskIsAVariable() {
        JsonNode variables = dashboard.path("templating").path("list");
        assertThat(variables.findValuesAsText("name")).containsExactly("datasource", "job", "instance");
        assertThat(variables.path(0).path("type").asText()).isEqualTo("datasource");
        List<JsonNode> asked = dashboard.findParents("uid").stream()
                .filter(node -> node.path("type").asText().equals("prometheus"))
                .toList();
        assertThat(asked).hasSizeGreaterThan(60);
        assertThat(asked).allMatch(node -> node.path("uid").asText().equals("${datasource}"));
        assertThat(targets()).allMatch(target -> target.has("datasource"));
    }

    @Test
    void panelsDoNotLieOverEachOther() {
        Set<String> cells = new TreeSet<>();
        Set<Integer> ids = new TreeSet<>();
        for (JsonNode panel : panels()) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            JsonNode place = panel.path("gridPos");
            int x = place.path("x").asInt();
            int y = place.path("y").asInt();
            assertThat(x + place.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int i = x; i < x + place.path("w").asInt(); i++) {
                for (int j = y; j < y + place.path("h").asInt(); j++) {
                    assertThat(cells.add(i + "," + j))
                            .as("%s at %d,%d", panel.path("title").asText(), i, j)
                            .isTrue();
                }
            }
        }
        assertThat(cells).hasSizeGreaterThan(24);
    }
}
