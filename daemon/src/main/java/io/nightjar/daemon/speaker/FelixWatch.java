package io.nightjar.daemon.speaker;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.speaker.FelixCheck.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether Felix does its part in the kernel. Felix may be late, so only what is found twice in a row is
 * told. Owned by the {@code control} thread; only the notes are for others.
 */
final class FelixWatch {

    /** Between two looks: Felix needs some seconds for a new block, and looks itself again after 90. */
    static final Duration PACE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(FelixWatch.class);

    private final Supplier<CompletionStage<Map<Finding, String>>> check;

    private Map<Finding, String> last = Map.of();

    private Set<Finding> told = Set.of();

    private volatile List<StatusReport.Note> notes = List.of();

    /**
     * Nothing has been seen yet.
     *
     * @param check what is wrong now; completed on the thread that owns the watch
     */
    FelixWatch(Supplier<CompletionStage<Map<Finding, String>>> check) {
        this.check = check;
    }

    /** Looks once. */
    void look() {
        var unused = check.get().thenAccept(this::seen);
    }

    private void seen(Map<Finding, String> now) {
        Map<Finding, String> confirmed = new TreeMap<>(now);
        confirmed.keySet().retainAll(last.keySet());
        last = now;
        confirmed.forEach((finding, text) -> {
            if (!told.contains(finding)) {
                LOG.warn("{}: {}", finding.key(), text);
            }
        });
        told.stream()
                .filter(finding -> !confirmed.containsKey(finding))
                .forEach(finding -> LOG.info("{}: its routes are in the kernel once", finding.key()));
        told = Set.copyOf(confirmed.keySet());
        notes = confirmed.entrySet().stream()
                .map(entry -> new StatusReport.Note(entry.getKey().key(), entry.getValue()))
                .toList();
    }

    /** What was found twice in a row. Any thread. */
    List<StatusReport.Note> notes() {
        return notes;
    }
}
