package io.nightjar.rib.table;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes with path identifiers (RFC 7911), those of one destination in the order in which they came. Mostly a destination has one,
 * which costs no more here than a route without an identifier.
 */
final class PathTable {

    /** A route that is alone, or several. */
    private final PrefixTable<PrefixTable.Entry> destinations = new PrefixTable<>();

    /** More than one route to a destination. */
    private static final class Several implements PrefixTable.Entry {

        private final Map<Nlri, Route> routes = new LinkedHashMap<>();

        Several(Route first, Route second) {
            routes.put(first.nlri(), first);
            routes.put(second.nlri(), second);
        }

        private Route first() {
            return routes.values().iterator().next();
        }

        @Override
        public Prefix prefix() {
            return first().prefix();
        }
    }

    /** Adds a route, in the place of the one of the same name, which is the result; null if there was none. */
    @Nullable
    Route put(Route route) {
        PrefixTable.Entry there = destinations.get(route.prefix());
        if (there instanceof Several several) {
            return several.routes.put(route.nlri(), route);
        }
        if (there instanceof Route alone && !alone.nlri().equals(route.nlri())) {
            destinations.put(new Several(alone, route));
            return null;
        }
        return (Route) destinations.put(route);
    }

    /** Removes a route; null if there was none. */
    @Nullable
    Route remove(Nlri nlri) {
        PrefixTable.Entry there = destinations.get(nlri.prefix());
        if (there instanceof Several several) {
            Route removed = several.routes.remove(nlri);
            if (several.routes.size() == 1) {
                destinations.put(several.first());
            }
            return removed;
        }
        return there instanceof Route alone && alone.nlri().equals(nlri)
                ? (Route) destinations.remove(nlri.prefix())
                : null;
    }

    /** The route of this name; null if there is none. */
    @Nullable
    Route get(Nlri nlri) {
        PrefixTable.Entry there = destinations.get(nlri.prefix());
        if (there instanceof Several several) {
            return several.routes.get(nlri);
        }
        return there instanceof Route alone && alone.nlri().equals(nlri) ? alone : null;
    }

    /** All routes to a destination. */
    List<Route> find(Prefix prefix) {
        PrefixTable.Entry there = destinations.get(prefix);
        if (there instanceof Several several) {
            return new ArrayList<>(several.routes.values());
        }
        return there instanceof Route alone ? List.of(alone) : List.of();
    }

    /** All routes as they are now. */
    Stream<Route> stream() {
        return destinations.stream()
                .flatMap(there ->
                        there instanceof Several several ? several.routes.values().stream() : Stream.of((Route) there));
    }
}
