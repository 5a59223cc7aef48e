package io.nightjar.rib.table;

import io.nightjar.bgp.peer.PeerId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many routes there are of each peer. One peer's routes mostly change one after the other. */
final class PeerCounts {

    private final Map<PeerId, Count> counts = new HashMap<>();

    private @Nullable Count last;

    /** One peer's. */
    private static final class Count {

        private final PeerId peer;
        private int value;

        Count(PeerId peer) {
            this.peer = peer;
        }
    }

    void add(PeerId peer, int change) {
        Count count = last;
        if (count == null || !count.peer.equals(peer)) {
            count = counts.computeIfAbsent(peer, Count::new);
            last = count;
        }
        count.value += change;
        if (count.value == 0) {
            counts.remove(peer);
            last = null;
        }
    }

    int of(PeerId peer) {
        Count count = counts.get(peer);
        return count == null ? 0 : count.value;
    }
}
