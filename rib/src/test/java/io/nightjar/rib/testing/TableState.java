package io.nightjar.rib.testing;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * All of a table that somebody can see, without the order in which it came about.
 *
 * @param best as the listener was told
 * @param destinations with all routes, what was decided about each, and whether it is stale
 * @param peers with their sessions and counts
 * @param received the Adj-RIB-In of each peer
 * @param told what each peer has been sent in total; path identifiers are counted, not compared
 */
public record TableState(
        Map<Prefix, ResolvedRoute> best,
        Map<Prefix, Set<DestinationView.RouteView>> destinations,
        Map<PeerId, PeerView> peers,
        Map<PeerId, List<Route>> received,
        Map<PeerId, Map<Prefix, Map<PathAttributes, Integer>>> told) {

    /** The state of a table that has these peers. */
    public static TableState of(TestTable table, List<TestPeer> peers) {
        Map<Prefix, Set<DestinationView.RouteView>> destinations = new TreeMap<>();
        table.view()
                .destinations()
                .forEach(destination -> destinations.put(destination.prefix(), new HashSet<>(destination.routes())));
        Map<PeerId, List<Route>> received = new TreeMap<>();
        Map<PeerId, Map<Prefix, Map<PathAttributes, Integer>>> told = new TreeMap<>();
        for (TestPeer peer : peers) {
            received.put(peer.id(), table.view().received(peer.id()));
            told.put(peer.id(), table.output(peer).countedPaths());
        }
        Map<PeerId, PeerView> views = new TreeMap<>();
        table.view().peers().forEach(view -> views.put(view.session().peer(), view));
        return new TableState(new TreeMap<>(table.listener().best()), destinations, views, received, told);
    }

    /** Each thing that is not as it is in {@code other}, for people; nothing if all is equal. */
    public List<String> differencesTo(TableState other) {
        List<String> differences = new ArrayList<>(routingDifferencesTo(other));
        compare("routes to ", destinations, other.destinations, differences);
        compare("received from ", received, other.received, differences);
        compare("session with ", peers, other.peers, differences);
        return differences;
    }

    /** The same, only of the best paths and of what these peers have been told. */
    public List<String> routingDifferencesTo(TableState other) {
        List<String> differences = new ArrayList<>();
        compare("best of ", best, other.best, differences);
        told.forEach((peer, routes) -> compare("told " + peer + " of ", routes, other.told.get(peer), differences));
        return differences;
    }

    private static <K, V> void compare(String what, Map<K, V> ours, Map<K, V> theirs, List<String> differences) {
        Set<K> keys = new LinkedHashSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        for (K key : keys) {
            if (!Objects.equals(ours.get(key), theirs.get(key))) {
                differences.add(what + key + ": " + ours.get(key) + ", not " + theirs.get(key));
            }
        }
    }
}
