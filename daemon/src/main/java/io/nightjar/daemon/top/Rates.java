package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.SessionReport;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What happens in a second, from two samples; unknown with one only, and across a restart of the daemon. */
final class Rates {

    private static final String UNKNOWN = "-";

    private static final double ROUND_FROM = 100;

    private final @Nullable Sample before;
    private final Sample now;
    private final Map<String, PeersReport.Entry> peersBefore;

    Rates(@Nullable Sample before, Sample now) {
        boolean comparable = before != null && !now.isAnotherProcess(before) && now.secondsSince(before) > 0;
        this.before = comparable ? before : null;
        this.now = now;
        this.peersBefore = this.before == null ? Map.of() : this.before.peers();
    }

    /** Of a counter of the metrics. */
    String of(String name, String... labels) {
        return before == null
                ? UNKNOWN
                : text(now.series().sum(name, labels) - before.series().sum(name, labels), before);
    }

    /** Of a counter of a peer. */
    String of(PeersReport.Entry peer, ToLongFunction<SessionReport.Counters> counter) {
        return before == null || !peersBefore.containsKey(peer.name()) ? UNKNOWN : text(grown(peer, counter), before);
    }

    /** By how much a counter of a peer has grown; 0 if that is not known. */
    double grown(PeersReport.Entry peer, ToLongFunction<SessionReport.Counters> counter) {
        PeersReport.Entry earlier = peersBefore.get(peer.name());
        return earlier == null ? 0 : counter.applyAsLong(peer.counters()) - counter.applyAsLong(earlier.counters());
    }

    private String text(double grown, Sample earlier) {
        // A peer that was removed and added again counts from 0.
        double rate = Math.max(0, grown) / now.secondsSince(earlier);
        return rate >= ROUND_FROM || rate == 0
                ? Long.toString(Math.round(rate))
                : String.format(Locale.ROOT, "%.1f", rate);
    }
}
