package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the parts of a change's way take, since the start of the process. The JSON has the same names.
 *
 * @param stages in the order of the way
 */
public record ConvergenceReport(List<Stage> stages) {

    public ConvergenceReport {
        stages = List.copyOf(stages);
    }

    /**
     * A part of the way; docs/metrics.md says from where to where.
     *
     * @param stage its name, as in the metric
     * @param count how often it was measured
     * @param totalSeconds all of them together
     * @param buckets how many took how long, the shortest first
     */
    public record Stage(String stage, long count, double totalSeconds, List<Bucket> buckets) {

        public Stage {
            buckets = List.copyOf(buckets);
        }
    }

    /**
     * Those that took longer than the bucket before says, and not longer than this one.
     *
     * @param upToSeconds null for the last one, which has no end
     * @param count how many there were
     */
    public record Bucket(@Nullable Double upToSeconds, long count) {}
}
