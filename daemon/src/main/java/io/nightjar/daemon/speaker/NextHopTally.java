package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.route.ResolvedRoute;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps how many destinations' best paths lead to each next hop, so that nobody has to count. Told by the table's thread; asked by any. */
final class NextHopTally {

    private final Map<IpAddress, Integer> destinations = new ConcurrentHashMap<>();

    /** How many destinations a next hop serves. */
    int destinations(IpAddress nextHop) {
        return destinations.getOrDefault(nextHop, 0);
    }

    void bestPathsChanged(List<BestPathChange> changes) {
        Run before = new Run();
        Run now = new Run();
        for (BestPathChange change : changes) {
            before.add(change.before(), -1);
            now.add(change.now(), 1);
        }
        before.end();
        now.end();
    }

    /** Paths to one next hop that come one after the other, as most do. */
    private final class Run {

        private @Nullable IpAddress nextHop;
        private int number;

        void add(@Nullable ResolvedRoute path, int more) {
            IpAddress its = path == null ? null : path.route().nextHop();
            if (its != null) {
                if (!its.equals(nextHop)) {
                    end();
                    nextHop = its;
                    number = 0;
                }
                number += more;
            }
        }

        void end() {
            if (nextHop != null) {
                destinations.merge(nextHop, number, NextHopTally::sumOrNothing);
            }
        }
    }

    private static @Nullable Integer sumOrNothing(int before, int change) {
        int sum = before + change;
        return sum == 0 ? null : sum;
    }
}
