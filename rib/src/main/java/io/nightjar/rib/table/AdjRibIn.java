package io.nightjar.rib.table;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one peer has announced (RFC 4271 §3.2), with what was decided about it. */
public final class AdjRibIn {

    private final Map<Nlri, Route> routes = new HashMap<>();

    /** Only what was not accepted: most is. */
    private final Map<Nlri, ImportReason> refused = new HashMap<>();

    private int withPathId;

    /** Adds a route, in the place of the one with the same destination and path identifier (RFC 4271 §3.1). */
    public void put(Route route, ImportReason reason) {
        Route replaced = routes.put(route.nlri(), route);
        if (replaced == null && route.nlri().hasPathId()) {
            withPathId++;
        }
        if (reason == ImportReason.ACCEPTED) {
            refused.remove(route.nlri());
        } else {
            refused.put(route.nlri(), reason);
        }
    }

    /** Removes a route; null if there was none. */
    public @Nullable Route remove(Nlri nlri) {
        Route removed = routes.remove(nlri);
        refused.remove(nlri);
        if (removed != null && nlri.hasPathId()) {
            withPathId--;
        }
        return removed;
    }

    /** What was decided about a route that is in here. */
    public ImportReason reason(Nlri nlri) {
        return refused.getOrDefault(nlri, ImportReason.ACCEPTED);
    }

    /** All routes to one destination: one, or several with path identifiers (RFC 7911). */
    public List<Route> find(Prefix prefix) {
        List<Route> found = new ArrayList<>(1);
        Route only = routes.get(Nlri.of(prefix));
        if (only != null) {
            found.add(only);
        }
        if (withPathId > 0) {
            routes.values().stream()
                    .filter(route -> route.nlri().hasPathId() && route.prefix().equals(prefix))
                    .forEach(found::add);
        }
        return found;
    }

    /** All routes, in no order. */
    public Collection<Route> routes() {
        return Collections.unmodifiableCollection(routes.values());
    }

    public int size() {
        return routes.size();
    }

    /** How many routes take part in the decision. */
    public int acceptedSize() {
        return routes.size() - refused.size();
    }
}
