package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.SessionReport;
import io.nightjar.daemon.control.StatusReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Daemons to look at. */
final class Samples {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Samples() {}

    /** A sample that was taken at a second, of a daemon that started at second 0. */
    static Sample at(long second, String metrics, PeersReport.Entry... peers) {
        return started(0, second, metrics, peers);
    }

    static Sample started(long start, long second, String metrics, PeersReport.Entry... peers) {
        StatusReport status = new StatusReport(
                "1.2.3",
                "10.0.0.1",
                64512L,
                second - start,
                new StatusReport.Source("datastore", "http://10.0.0.9:2379", "connected"),
                new StatusReport.Kernel(true, 9, 9, 0, List.of(), List.of()),
                List.of(),
                List.of(new StatusReport.Note("/calico/x", "not a number")));
        return new Sample(
                nanos(second), status, List.of(peers), Series.parse("nightjar_datastore_connected 1.0\n" + metrics));
    }

    static long nanos(long second) {
        return second * NANOS_PER_SECOND;
    }

    static PeersReport.Entry up(String name, long seconds, long updates) {
        return peer(name, "Established", seconds, null, new SessionReport.Counters(updates, 0, updates, 0, 1));
    }

    static PeersReport.Entry down(String name, String state, long seconds, @Nullable String error) {
        return peer(name, state, seconds, error, new SessionReport.Counters(0, 0, 0, 0, 0));
    }

    static PeersReport.Entry peer(
            String name, String state, long seconds, @Nullable String error, SessionReport.Counters counters) {
        return new PeersReport.Entry(
                name, "172.17.8.1", 64512, "internal", state, true, seconds, 3, 3, 2, 0, error, null, false, counters);
    }
}
