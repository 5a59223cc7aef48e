package io.nightjar.rib.table;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all peers of an update group are told (RFC 4271 §3.2), with the attributes that they are told. Each of them sees
 * everything but the routes that came from itself.
 */
public final class AdjRibOut {

    private final Map<Prefix, Route> routes = new HashMap<>();
    private final Map<PeerId, Integer> perSource = new HashMap<>();

    /** Puts {@code route} in the place of what was there; null removes. The result is what was there. */
    public @Nullable Route replace(Prefix prefix, @Nullable Route route) {
        Route before = route == null ? routes.remove(prefix) : routes.put(prefix, route);
        count(before, -1);
        count(route, 1);
        return before;
    }

    private void count(@Nullable Route route, int change) {
        PeerId peer = route == null ? null : route.source().peer();
        if (peer != null) {
            perSource.merge(peer, change, AdjRibOut::sumOrNothing);
        }
    }

    private static @Nullable Integer sumOrNothing(int before, int change) {
        return before + change == 0 ? null : before + change;
    }

    /** What is told about a destination to peers that it did not come from; null if nothing. */
    public @Nullable Route find(Prefix prefix) {
        return routes.get(prefix);
    }

    /** What {@code peer} is told about a destination; null if nothing. */
    public @Nullable Route findFor(PeerId peer, Prefix prefix) {
        Route route = routes.get(prefix);
        return route == null || peer.equals(route.source().peer()) ? null : route;
    }

    /** All destinations, in no order. */
    public Set<Prefix> prefixes() {
        return Collections.unmodifiableSet(routes.keySet());
    }

    /** What {@code peer} is told, routes with equal attributes one after the other, so that they can share messages. */
    public List<Prefix> prefixesByAttributesFor(PeerId peer) {
        Map<PathAttributes, List<Prefix>> grouped = new LinkedHashMap<>();
        routes.forEach((prefix, route) -> {
            if (!peer.equals(route.source().peer())) {
                grouped.computeIfAbsent(route.attributes(), attributes -> new ArrayList<>())
                        .add(prefix);
            }
        });
        return grouped.values().stream().flatMap(List::stream).toList();
    }

    /** How many routes {@code peer} is told. */
    public int sizeFor(PeerId peer) {
        return routes.size() - perSource.getOrDefault(peer, 0);
    }
}
