package io.nightjar.rib.table;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one peer has announced (RFC 4271 §3.2), with what was decided about it. */
public final class AdjRibIn {

    private final Map<Nlri, Route> routes = new HashMap<>();

    /** Only what was not accepted: most is. */
    private final Map<Nlri, ImportReason> refused = new HashMap<>();

    /** What may have become wrong; mostly nothing. */
    private final Set<Nlri> stale = new HashSet<>();

    private int ipv4Routes;

    /** The routes that have path identifiers, by destination; mostly nothing. */
    private final Map<Prefix, Set<Nlri>> withPathId = new HashMap<>();

    /** Adds a route, in the place of the one with the same destination and path identifier (RFC 4271 §3.1). It is fresh. */
    public void put(Route route, ImportReason reason) {
        stale.remove(route.nlri());
        set(route, reason);
    }

    /** Changes a route, or what was decided about it; whether it is stale stays as it is. */
    public void set(Route route, ImportReason reason) {
        Route replaced = routes.put(route.nlri(), route);
        if (replaced == null) {
            count(route.nlri(), 1);
            if (route.nlri().hasPathId()) {
                withPathId
                        .computeIfAbsent(route.prefix(), prefix -> new LinkedHashSet<>())
                        .add(route.nlri());
            }
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
        stale.remove(nlri);
        if (removed != null) {
            count(nlri, -1);
            withPathId.computeIfPresent(nlri.prefix(), (prefix, paths) -> without(paths, nlri));
        }
        return removed;
    }

    private static @Nullable Set<Nlri> without(Set<Nlri> paths, Nlri gone) {
        paths.remove(gone);
        return paths.isEmpty() ? null : paths;
    }

    private void count(Nlri nlri, int change) {
        if (nlri.prefix().afi().equals(Afi.IPV4)) {
            ipv4Routes += change;
        }
    }

    /** From now on all routes of a family may be wrong, until they are announced again. */
    public void markStale(Afi afi) {
        stale.addAll(of(afi));
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
        return routes.keySet().stream()
                .filter(nlri -> nlri.prefix().afi().equals(afi))
                .toList();
    }

    /** How many routes of a family there are. */
    public int size(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4Routes : routes.size() - ipv4Routes;
    }

    /** A route that is in here; null if it is not. */
    public @Nullable Route route(Nlri nlri) {
        return routes.get(nlri);
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
        for (Nlri nlri : withPathId.getOrDefault(prefix, Set.of())) {
            found.add(Objects.requireNonNull(routes.get(nlri)));
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
