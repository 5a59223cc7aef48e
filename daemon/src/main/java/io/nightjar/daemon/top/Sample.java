package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.StatusReport;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A daemon at one moment.
 *
 * @param nanos when, on the clock of the one who asked
 * @param status its own words, without peers
 * @param all its peers, in short
 * @param series what it counts
 */
public record Sample(long nanos, StatusReport status, List<PeersReport.Entry> all, Series series) {

    private static final double NANOS_PER_SECOND = 1e9;

    public Sample {
        all = List.copyOf(all);
    }

    /** By name. */
    Map<String, PeersReport.Entry> peers() {
        return all.stream()
                .collect(Collectors.toMap(PeersReport.Entry::name, Function.identity(), (first, second) -> first));
    }

    double secondsSince(Sample earlier) {
        return (nanos - earlier.nanos) / NANOS_PER_SECOND;
    }

    /** Whether the process is another one than in an earlier sample; then its counters began anew. */
    boolean isAnotherProcess(Sample earlier) {
        return status.uptimeSeconds() < earlier.status.uptimeSeconds();
    }
}
