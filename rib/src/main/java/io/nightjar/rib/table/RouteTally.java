package io.nightjar.rib.table;

import io.nightjar.bgp.net.Afi;
import io.nightjar.rib.TableSize;
import java.util.HashMap;
import java.util.Map;

/** How much is in a table, by family; kept as it changes, because counting takes long and people ask. */
final class RouteTally {

    private final Count ipv4 = new Count();
    private final Count ipv6 = new Count();
    private final Map<Afi, Count> others = new HashMap<>();

    private static final class Count {

        private int destinations;
        private int routes;
    }

    /** A destination had so many routes, and has another number of them now. */
    void changed(Afi afi, int before, int now) {
        Count count = count(afi);
        count.routes += now - before;
        count.destinations += Integer.signum(now) - Integer.signum(before);
    }

    TableSize size(Afi afi) {
        Count count = count(afi);
        return new TableSize(count.destinations, count.routes);
    }

    private Count count(Afi afi) {
        if (afi.equals(Afi.IPV4)) {
            return ipv4;
        }
        return afi.equals(Afi.IPV6) ? ipv6 : others.computeIfAbsent(afi, unknown -> new Count());
    }
}
