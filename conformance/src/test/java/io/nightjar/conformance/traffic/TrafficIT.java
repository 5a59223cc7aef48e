package io.nightjar.conformance.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.conformance.traffic.ClusterShape.Link;
import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.Commands;
import io.nightjar.daemon.lab.HostCommands;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packets between workloads through everything that happens to speakers: Nightjar loses none and deletes no valid route. With
 * {@code -Dtraffic.events=ALL} all events happen, to a BIRD in Nightjar's place as well, and the table of docs/kernel.md is
 * written; a list of names is for some events, and {@code -Dtraffic.subjects=BIRD} for one of the two.
 */
@RequiresNetworkNamespaces
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("alone")
class TrafficIT {

    private static final Path PAGE = Path.of(System.getProperty("nightjar.home"), "docs", "kernel.md");
    private static final String DRIVER = System.getProperty("nightjar.lab.driver", "namespaces");
    private static final List<String> EVENTS = words("traffic.events");
    private static final List<String> SUBJECTS = words("traffic.subjects");

    private final TrafficTable table = new TrafficTable();
    private @Nullable TrafficLab lab;
    private @Nullable TrafficMeter meter;
    private @Nullable SpeakerKind subject;

    private static List<String> words(String property) {
        String text = System.getProperty(property, "");
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    static Stream<Arguments> events() {
        return Arrays.stream(SpeakerKind.values())
                .filter(kind -> SUBJECTS.isEmpty()
                        ? kind == SpeakerKind.NIGHTJAR || !EVENTS.isEmpty()
                        : SUBJECTS.contains(kind.name()))
                .flatMap(kind ->
                        TrafficEvents.ALL.stream().filter(TrafficIT::isWanted).map(event -> Arguments.of(kind, event)));
    }

    private static boolean isWanted(TrafficEvent event) {
        return EVENTS.isEmpty() ? event.inEveryBuild() : EVENTS.contains("ALL") || EVENTS.contains(event.name());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("events")
    void event(SpeakerKind kind, TrafficEvent event) {
        boolean measured = false;
        try {
            TrafficResult result = measure(kind, event);
            measured = true;
            table.put(kind, event, result);
            System.out.printf("measured: %s, %s: %s%n", kind, event, result);
            if (kind == SpeakerKind.NIGHTJAR && event.promisesNoLoss()) {
                assertThat(result.lost()).as("lost packets: %s", result).isZero();
                assertThat(result.deletions()).as("deleted routes").isEmpty();
            }
        } finally {
            if (!measured) {
                end();
            }
        }
    }

    private TrafficResult measure(SpeakerKind kind, TrafficEvent event) {
        TrafficMeter running = meterFor(kind, event.before());
        return running.measure(event);
    }

    /** A lab in which the nodes hear from each other in this way; the last event's if it will do. */
    private TrafficMeter meterFor(SpeakerKind kind, Link before) {
        TrafficLab current = lab;
        TrafficMeter running = meter;
        if (current == null || running == null || subject != kind) {
            end();
            current = TrafficLab.start(kind);
            lab = current;
            running = new TrafficMeter(current);
            meter = running;
            subject = kind;
            table.version(kind, current.version());
        }
        if (!current.shape().links().equals(Set.of(before))) {
            current.change(current.shape().linkedBy(before));
            current.awaitWhole();
        }
        return running;
    }

    private void end() {
        TrafficMeter running = meter;
        TrafficLab current = lab;
        meter = null;
        lab = null;
        if (running != null) {
            running.close();
        }
        if (current != null) {
            current.close();
        }
    }

    @AfterAll
    void writeTable() throws IOException {
        end();
        Commands commands = new HostCommands();
        String text =
                table.markdown(commands.output(Command.of("date", "-u", "+%F")).strip() + ", "
                        + commands.output(Command.of("uname", "-sr")).strip().replaceFirst("-.*", "") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors, Java "
                        + System.getProperty("java.version"));
        System.out.println(text);
        if (table.isComplete() && DRIVER.equals("namespaces")) {
            TrafficTable.replace(PAGE, text);
        }
    }
}
