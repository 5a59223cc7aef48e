package io.nightjar.rib.table;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What all peers of an update group are told (RFC 4271 §3.2), with the attributes and path identifiers that they are told.
 * Each of them sees everything but the routes that came from itself.
 */
public final class AdjRibOut {

    private final PrefixTable<Route> routes = new PrefixTable<>();

    /** RFC 7911: routes with path identifiers, by these; nothing if the group has none. */
    private final Map<Prefix, Map<Long, Route>> paths = new HashMap<>();

    private final Tally ipv4 = new Tally();
    private final Tally ipv6 = new Tally();

    /** How many routes of a family there are, and how many of them came from each peer. */
    private static final class Tally {

        private final PeerCounts perSource = new PeerCounts();
        private int size;

        void add(@Nullable PeerId source, int change) {
            size += change;
            if (source != null) {
                perSource.add(source, change);
            }
        }

        int sizeFor(PeerId peer) {
            return size - perSource.of(peer);
        }
    }

    /** Puts {@code route} in the place of what was there under this name; null removes. The result is what was there. */
    public @Nullable Route replace(Nlri nlri, @Nullable Route route) {
        Route before = nlri.hasPathId() ? replacePath(nlri, route) : replaceOnly(nlri.prefix(), route);
        // In this order, as a source that has nothing left for a moment would be forgotten.
        count(route, 1);
        count(before, -1);
        return before;
    }

    private @Nullable Route replaceOnly(Prefix prefix, @Nullable Route route) {
        return route == null ? routes.remove(prefix) : routes.put(route);
    }

    private @Nullable Route replacePath(Nlri nlri, @Nullable Route route) {
        Prefix prefix = nlri.prefix();
        if (route != null) {
            return paths.computeIfAbsent(prefix, unknown -> new TreeMap<>()).put(nlri.pathId(), route);
        }
        Map<Long, Route> known = paths.get(prefix);
        Route removed = known == null ? null : known.remove(nlri.pathId());
        if (known != null && known.isEmpty()) {
            paths.remove(prefix);
        }
        return removed;
    }

    private void count(@Nullable Route route, int change) {
        if (route != null) {
            tally(route.prefix().afi()).add(route.source().peer(), change);
        }
    }

    private Tally tally(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
    }

    /** What is told under this name to peers that it did not come from; null if nothing. */
    public @Nullable Route find(Nlri nlri) {
        return nlri.hasPathId()
                ? paths.getOrDefault(nlri.prefix(), Map.of()).get(nlri.pathId())
                : routes.get(nlri.prefix());
    }

    /** What {@code peer} is told under this name; null if nothing. */
    public @Nullable Route findFor(PeerId peer, Nlri nlri) {
        Route route = find(nlri);
        return route != null && route.isFor(peer) ? route : null;
    }

    /** The routes to a destination that have path identifiers, by these. */
    public Collection<Route> paths(Prefix prefix) {
        return List.copyOf(paths.getOrDefault(prefix, Map.of()).values());
    }

    /** Calls {@code action} with each route, in no order. */
    public void forEach(Consumer<Route> action) {
        routes.forEach(action);
        paths.values().forEach(several -> several.values().forEach(action));
    }

    /** Calls {@code action} with each route that {@code peer} is told, in no order. */
    public void forEachFor(PeerId peer, Consumer<Route> action) {
        forEach(route -> {
            if (route.isFor(peer)) {
                action.accept(route);
            }
        });
    }

    /** The names of some of the routes, those with equal attributes one after the other, so that they can share messages. */
    public List<Nlri> byAttributes(Predicate<Route> which) {
        Map<PathAttributes, List<Nlri>> grouped = new LinkedHashMap<>();
        forEach(route -> {
            if (which.test(route)) {
                grouped.computeIfAbsent(route.attributes(), attributes -> new ArrayList<>())
                        .add(route.nlri());
            }
        });
        return grouped.values().stream().flatMap(List::stream).toList();
    }

    /** How many routes {@code peer} is told. */
    public int sizeFor(PeerId peer) {
        return sizeFor(peer, Afi.IPV4) + sizeFor(peer, Afi.IPV6);
    }

    /** How many routes of a family {@code peer} is told. */
    public int sizeFor(PeerId peer, Afi afi) {
        return tally(afi).sizeFor(peer);
    }
}
