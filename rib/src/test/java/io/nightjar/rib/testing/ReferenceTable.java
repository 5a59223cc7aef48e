package io.nightjar.rib.testing;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.decision.DecisionProcess;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.ImportRules;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.inbound.Sender;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table as plainly as it can be said: what was announced is kept, and everything else is computed from it whenever it
 * is asked for. The engine must come to the same results.
 */
public final class ReferenceTable {

    private final ImportRules importRules;
    private final ExportRules exportRules;
    private final Map<TestPeer, Map<Nlri, PathAttributes>> received = new HashMap<>();
    private final Set<Prefix> originated = new TreeSet<>();

    public ReferenceTable(RoutingRules rules) {
        importRules = new ImportRules(rules.loopCheck());
        exportRules = new ExportRules(rules.internal());
    }

    public void up(TestPeer peer) {
        received.put(peer, new HashMap<>());
    }

    public void down(TestPeer peer) {
        received.remove(peer);
    }

    public boolean isUp(TestPeer peer) {
        return received.containsKey(peer);
    }

    public void announce(TestPeer peer, PathAttributes attributes, Nlri nlri) {
        received.get(peer).put(nlri, attributes);
    }

    public void withdraw(TestPeer peer, Nlri nlri) {
        received.get(peer).remove(nlri);
    }

    /** Another policy for a peer whose session goes on. */
    public void replace(TestPeer before, TestPeer after) {
        received.put(after, received.remove(before));
    }

    public void originate(Set<Prefix> prefixes) {
        originated.clear();
        originated.addAll(prefixes);
    }

    /** All best paths. */
    public Map<Prefix, Route> best() {
        Map<Prefix, Route> best = new TreeMap<>();
        candidates()
                .forEach((prefix, routes) ->
                        best.put(prefix, DecisionProcess.select(routes).best().route()));
        return best;
    }

    private Map<Prefix, List<ResolvedRoute>> candidates() {
        Map<Prefix, List<ResolvedRoute>> candidates = new TreeMap<>();
        for (Prefix prefix : originated) {
            add(candidates, Route.originated(prefix, "test of " + prefix));
        }
        received.forEach((peer, routes) -> routes.forEach((nlri, attributes) -> {
            Route route = new Route(nlri, attributes, peer.source());
            ImportReason checked = importRules.checkAttributes(attributes, own(), Sender.of(peer.session()));
            if (importRules.decide(checked, route, peer.policy().importPolicy()).accepted()) {
                add(candidates, route);
            }
        }));
        return candidates;
    }

    private static void add(Map<Prefix, List<ResolvedRoute>> candidates, Route route) {
        candidates
                .computeIfAbsent(route.prefix(), prefix -> new ArrayList<>())
                .add(new ResolvedRoute(route, ResolvedRoute.LOCAL));
    }

    private OwnIdentity own() {
        Set<BgpIdentifier> clusters = received.keySet().stream()
                .map(TestPeer::policy)
                .filter(policy -> !policy.formerClient())
                .map(PeerPolicy::clientClusterId)
                .filter(id -> id != null)
                .collect(Collectors.toSet());
        return TestPeer.ownIdentity(clusters);
    }

    /** The Adj-RIB-Out of a peer. */
    public Map<Prefix, PathAttributes> told(TestPeer peer) {
        ExportTarget target = ExportTarget.of(peer.session(), peer.policy());
        Map<Prefix, PathAttributes> told = new TreeMap<>();
        best().forEach((prefix, route) -> {
            boolean own = peer.id().equals(route.source().peer());
            if (!own && exportRules.check(route, target).advertised()) {
                told.put(prefix, exportRules.attributes(route, target));
            }
        });
        return told;
    }

    /** The Adj-RIB-Out of a peer, with all paths where it gets these: how many with equal attributes to each destination. */
    public Map<Prefix, Map<PathAttributes, Integer>> toldPaths(TestPeer peer) {
        ExportTarget target = ExportTarget.of(peer.session(), peer.policy());
        Map<Prefix, Map<PathAttributes, Integer>> told = new TreeMap<>();
        candidates().forEach((prefix, routes) -> {
            boolean all = peer.codec().addPathSend().contains(AddressFamily.unicast(prefix.afi()));
            List<ResolvedRoute> offered =
                    all ? routes : List.of(DecisionProcess.select(routes).best());
            for (ResolvedRoute resolved : offered) {
                Route route = resolved.route();
                boolean own = peer.id().equals(route.source().peer());
                if (!own && exportRules.check(route, target).advertised()) {
                    told.computeIfAbsent(prefix, unknown -> new HashMap<>())
                            .merge(exportRules.attributes(route, target), 1, Integer::sum);
                }
            }
        });
        return told;
    }
}
