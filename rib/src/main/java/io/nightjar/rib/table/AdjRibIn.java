package io.nightjar.rib.table;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one peer has announced (RFC 4271 §3.2), with what was decided about it. */
public final class AdjRibIn {

    private final FamilyRoutes ipv4 = new FamilyRoutes();

    private final FamilyRoutes ipv6 = new FamilyRoutes();

    /** Only what was not accepted: most is. */
    private final Map<Nlri, ImportReason> refused = new HashMap<>();

    private FamilyRoutes family(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
    }

    private FamilyRoutes family(Prefix prefix) {
        return family(prefix.afi());
    }

    /**
     * Adds a route, in the place of the one with the same destination and path identifier (RFC 4271 §3.1), which is the result; null
     * if there was none. It is fresh.
     */
    public @Nullable Route put(Route route, ImportReason reason) {
        decided(route, reason);
        return family(route.prefix()).put(route);
    }

    /** Changes a route, or what was decided about it; whether it is stale stays as it is. The result is what was there. */
    public @Nullable Route set(Route route, ImportReason reason) {
        decided(route, reason);
        return family(route.prefix()).set(route);
    }

    private void decided(Route route, ImportReason reason) {
        if (reason != ImportReason.ACCEPTED) {
            refused.put(route.nlri(), reason);
        } else if (!refused.isEmpty()) {
            refused.remove(route.nlri());
        }
    }

    /** Removes a route; null if there was none. */
    public @Nullable Route remove(Nlri nlri) {
        if (!refused.isEmpty()) {
            refused.remove(nlri);
        }
        return family(nlri.prefix()).remove(nlri);
    }

    /** From now on all routes of a family may be wrong, until they are announced again, or until it is said that they are not. */
    public void markStale(Afi afi) {
        family(afi).markStale();
    }

    /** From now on no route of a family is stale. */
    public void unmark(Afi afi) {
        family(afi).unmark();
    }

    /** Whether a route that is in here is stale. */
    public boolean isStale(Nlri nlri) {
        return family(nlri.prefix()).isStale(nlri);
    }

    /** All stale routes of a family. */
    public List<Nlri> stale(Afi afi) {
        return of(afi).stream().filter(this::isStale).toList();
    }

    public int staleSize() {
        return size() - ipv4.freshSize() - ipv6.freshSize();
    }

    /** All routes of a family. */
    public List<Nlri> of(Afi afi) {
        return family(afi).stream().map(Route::nlri).toList();
    }

    /** How many routes of a family there are. */
    public int size(Afi afi) {
        return family(afi).size();
    }

    /** How many routes of a family are not stale. */
    public int freshSize(Afi afi) {
        return family(afi).freshSize();
    }

    /** A route that is in here; null if it is not. */
    public @Nullable Route route(Nlri nlri) {
        return family(nlri.prefix()).get(nlri);
    }

    /** What was decided about a route that is in here. */
    public ImportReason reason(Nlri nlri) {
        return refused.getOrDefault(nlri, ImportReason.ACCEPTED);
    }

    /** All routes to one destination: one, or several with path identifiers (RFC 7911). */
    public List<Route> find(Prefix prefix) {
        return family(prefix).find(prefix);
    }

    /** All routes as they are now, in no order. */
    public List<Route> routes() {
        return Stream.concat(ipv4.stream(), ipv6.stream()).toList();
    }

    public int size() {
        return ipv4.size() + ipv6.size();
    }

    /** How many routes take part in the decision. */
    public int acceptedSize() {
        return size() - refused.size();
    }
}
