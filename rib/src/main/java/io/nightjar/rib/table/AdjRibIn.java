package io.nightjar.rib.table;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one peer has announced (RFC 4271 §3.2), with what was decided about it. */
public final class AdjRibIn {

    private final PrefixTable<Route> routes = new PrefixTable<>();

    /** The routes that have path identifiers. */
    private final PathTable withPathId = new PathTable();

    /** Only what was not accepted: most is. */
    private final Map<Nlri, ImportReason> refused = new HashMap<>();

    /** What may have become wrong; mostly nothing. */
    private final Set<Nlri> stale = new HashSet<>();

    private int size;

    private int ipv4Routes;

    private int ipv4Stale;

    /**
     * Adds a route, in the place of the one with the same destination and path identifier (RFC 4271 §3.1), which is the result; null
     * if there was none. It is fresh.
     */
    public @Nullable Route put(Route route, ImportReason reason) {
        if (!stale.isEmpty()) {
            freshen(route.nlri());
        }
        return set(route, reason);
    }

    /** Changes a route, or what was decided about it; whether it is stale stays as it is. The result is what was there. */
    public @Nullable Route set(Route route, ImportReason reason) {
        Route replaced = route.hasPathId() ? withPathId.put(route) : routes.put(route);
        if (replaced == null) {
            count(route.prefix(), 1);
        }
        if (reason != ImportReason.ACCEPTED) {
            refused.put(route.nlri(), reason);
        } else if (!refused.isEmpty()) {
            refused.remove(route.nlri());
        }
        return replaced;
    }

    /** Removes a route; null if there was none. */
    public @Nullable Route remove(Nlri nlri) {
        Route removed = nlri.hasPathId() ? withPathId.remove(nlri) : routes.remove(nlri.prefix());
        if (!refused.isEmpty()) {
            refused.remove(nlri);
        }
        if (!stale.isEmpty()) {
            freshen(nlri);
        }
        if (removed != null) {
            count(nlri.prefix(), -1);
        }
        return removed;
    }

    private void count(Prefix prefix, int change) {
        size += change;
        if (prefix.afi().equals(Afi.IPV4)) {
            ipv4Routes += change;
        }
    }

    private void freshen(Nlri nlri) {
        if (stale.remove(nlri) && nlri.prefix().afi().equals(Afi.IPV4)) {
            ipv4Stale--;
        }
    }

    /** From now on all routes of a family may be wrong, until they are announced again. */
    public void markStale(Afi afi) {
        stale.addAll(of(afi));
        if (afi.equals(Afi.IPV4)) {
            ipv4Stale = ipv4Routes;
        }
    }

    public boolean isStale(Nlri nlri) {
        return stale.contains(nlri);
    }

    /** All stale routes of a family. */
    public List<Nlri> stale(Afi afi) {
        return stale.stream().filter(nlri -> nlri.prefix().afi().equals(afi)).toList();
    }

    public int staleSize() {
        return stale.size();
    }

    /** All routes of a family. */
    public List<Nlri> of(Afi afi) {
        return stream()
                .map(Route::nlri)
                .filter(nlri -> nlri.prefix().afi().equals(afi))
                .toList();
    }

    /** How many routes of a family there are. */
    public int size(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4Routes : size - ipv4Routes;
    }

    /** How many routes of a family are not stale. */
    public int freshSize(Afi afi) {
        return size(afi) - (afi.equals(Afi.IPV4) ? ipv4Stale : stale.size() - ipv4Stale);
    }

    /** A route that is in here; null if it is not. */
    public @Nullable Route route(Nlri nlri) {
        return nlri.hasPathId() ? withPathId.get(nlri) : routes.get(nlri.prefix());
    }

    /** What was decided about a route that is in here. */
    public ImportReason reason(Nlri nlri) {
        return refused.getOrDefault(nlri, ImportReason.ACCEPTED);
    }

    /** All routes to one destination: one, or several with path identifiers (RFC 7911). */
    public List<Route> find(Prefix prefix) {
        List<Route> found = new ArrayList<>(1);
        Route only = routes.get(prefix);
        if (only != null) {
            found.add(only);
        }
        found.addAll(withPathId.find(prefix));
        return found;
    }

    /** All routes as they are now, in no order. */
    public List<Route> routes() {
        return stream().toList();
    }

    private Stream<Route> stream() {
        return Stream.concat(routes.stream(), withPathId.stream());
    }

    public int size() {
        return size;
    }

    /** How many routes take part in the decision. */
    public int acceptedSize() {
        return size - refused.size();
    }
}
