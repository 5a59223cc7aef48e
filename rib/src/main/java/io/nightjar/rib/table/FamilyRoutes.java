package io.nightjar.rib.table;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one peer has announced of one family. All of it may become stale together, which costs the same however much that is: what has
 * been announced since is remembered, not what has not.
 */
final class FamilyRoutes {

    private final PrefixTable<Route> routes = new PrefixTable<>();

    /** The routes that have path identifiers. */
    private final PathTable withPathId = new PathTable();

    private int size;

    /** Those of the routes that are not stale; null for all of them, as mostly. */
    private @Nullable Set<Nlri> fresh;

    /** Adds a route that is fresh, in the place of the one of the same name, which is the result; null if there was none. */
    @Nullable
    Route put(Route route) {
        if (fresh != null) {
            fresh.add(route.nlri());
        }
        return set(route);
    }

    /** The same, but whether it is stale stays as it is. */
    @Nullable
    Route set(Route route) {
        Route replaced = route.hasPathId() ? withPathId.put(route) : routes.put(route);
        size += replaced == null ? 1 : 0;
        return replaced;
    }

    /** Removes a route; null if there was none. */
    @Nullable
    Route remove(Nlri nlri) {
        Route removed = nlri.hasPathId() ? withPathId.remove(nlri) : routes.remove(nlri.prefix());
        size -= removed == null ? 0 : 1;
        if (fresh != null) {
            fresh.remove(nlri);
        }
        return removed;
    }

    /** The route of this name; null if there is none. */
    @Nullable
    Route get(Nlri nlri) {
        return nlri.hasPathId() ? withPathId.get(nlri) : routes.get(nlri.prefix());
    }

    /** All routes to a destination. */
    List<Route> find(Prefix prefix) {
        List<Route> found = new ArrayList<>(1);
        Route only = routes.get(prefix);
        if (only != null) {
            found.add(only);
        }
        found.addAll(withPathId.find(prefix));
        return found;
    }

    /** From now on all routes are stale, until they are put again. */
    void markStale() {
        fresh = new HashSet<>();
    }

    /** From now on no route is stale. */
    void unmark() {
        fresh = null;
    }

    /** Whether a route that is in here is stale. */
    boolean isStale(Nlri nlri) {
        return fresh != null && !fresh.contains(nlri);
    }

    int size() {
        return size;
    }

    /** How many routes are not stale. */
    int freshSize() {
        return fresh == null ? size : fresh.size();
    }

    /** All routes as they are now, in no order. */
    Stream<Route> stream() {
        return Stream.concat(routes.stream(), withPathId.stream());
    }
}
