package io.nightjar.conformance.traffic;

import java.util.List;
import java.util.Locale;

/**
 * What became of packets and routes in an event.
 *
 * @param packets in all streams together
 * @param unread packets that have arrived, though nobody took them out of the socket in time
 * @param deletions of routes that were valid all the time, on nodes where Nightjar runs and where the looked-at speaker runs
 * @param settledMillis how long it took until everything was settled
 * @param rate packets a second in each stream
 */
record TrafficResult(ProbeCount packets, int unread, List<String> deletions, long settledMillis, long rate) {

    TrafficResult {
        deletions = List.copyOf(deletions);
    }

    /** Packets that the network did not deliver. */
    int lost() {
        return packets.lost() - unread;
    }

    /** Three cells of a table. */
    String cells() {
        String gap = lost() == 0 ? "–" : packets.longestGapNanos() / 1_000_000 + " ms";
        return String.format(Locale.ROOT, "%,d of %,d | %s | %d", lost(), packets.sent(), gap, deletions.size());
    }
}
