package io.nightjar.rib.engine;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.LocRib;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Routes that start here. They are told as a whole, and only what is different touches the table. */
final class RouteSet {

    private final LocRib locRib;
    private Map<Place, Route> present = Map.of();

    RouteSet(LocRib locRib) {
        this.locRib = locRib;
    }

    /** What can be there once. */
    private record Place(Prefix prefix, int preference) {}

    /** From now on it is these; of several for one place the first counts. */
    void replaceAll(Collection<Route> wanted) {
        Map<Place, Route> desired = new LinkedHashMap<>();
        for (Route route : wanted) {
            desired.putIfAbsent(new Place(route.prefix(), route.source().preference()), route);
        }
        present.forEach((place, route) -> {
            if (!desired.containsKey(place)) {
                locRib.remove(route.nlri(), route.source());
            }
        });
        desired.values().forEach(locRib::put);
        present = desired;
    }
}
