package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.ExportView;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.RouteChanges;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.TableSize;
import io.nightjar.rib.decision.Selection;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.ImportRules;
import io.nightjar.rib.inbound.ImportVerdict;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportVerdict;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Originated;
import io.nightjar.rib.table.AdjRibOut;
import io.nightjar.rib.table.LocRib;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers questions from the engine's own tables, on the engine's thread. */
final class EngineView implements RibView {

    private static final Comparator<Route> BY_NLRI =
            Comparator.comparing(Route::prefix).thenComparing(Route::pathId);

    private final Map<PeerId, RibPeer> peers;
    private final LocRib locRib;
    private final UpdateGroups groups;
    private final ImportRules importRules;
    private final ExportRules exportRules;

    EngineView(
            Map<PeerId, RibPeer> peers,
            LocRib locRib,
            UpdateGroups groups,
            ImportRules importRules,
            ExportRules exportRules) {
        this.peers = peers;
        this.locRib = locRib;
        this.groups = groups;
        this.importRules = importRules;
        this.exportRules = exportRules;
    }

    /** Only people want to see them in the order of their names. */
    private static List<RibPeer> inOrder(Stream<RibPeer> some) {
        return some.sorted(Comparator.comparing(RibPeer::id)).toList();
    }

    /** Those of whom something was not accepted: mostly nobody, so only these are put in order. */
    private List<RibPeer> refused() {
        return inOrder(peers.values().stream().filter(EngineView::hasRefused));
    }

    @Override
    public List<PeerView> peers() {
        return inOrder(peers.values().stream()).stream().map(this::peerView).toList();
    }

    @Override
    public Optional<PeerView> peer(PeerId peer) {
        return Optional.ofNullable(peers.get(peer)).map(this::peerView);
    }

    private PeerView peerView(RibPeer peer) {
        UpdateGroup group = groups.group(peer.id());
        GroupMember member = group == null ? null : group.members().get(peer.id());
        Map<AddressFamily, StaleReason> stale = new TreeMap<>();
        peer.stale().forEach((family, wait) -> stale.put(family, wait.reason()));
        Map<AddressFamily, Integer> announced = new TreeMap<>();
        Map<AddressFamily, Integer> told = new TreeMap<>();
        Set<AddressFamily> endOfRibSent = new TreeSet<>();
        for (AddressFamily family : peer.session().codec().families()) {
            announced.put(family, peer.adjRibIn().size(family.afi()));
            told.put(family, group == null ? 0 : group.adjRibOut().sizeFor(peer.id(), family.afi()));
            if (member != null && !member.endOfRibDue().contains(family)) {
                endOfRibSent.add(family);
            }
        }
        return new PeerView(
                peer.session(), counts(peer, group), announced, told, peer.endOfRibReceived(), endOfRibSent, stale);
    }

    @Override
    public PeerView.Counts counts(PeerId peer) {
        RibPeer known = peers.get(peer);
        return known == null ? PeerView.Counts.NONE : counts(known, groups.group(peer));
    }

    private PeerView.Counts counts(RibPeer peer, @Nullable UpdateGroup group) {
        GroupMember member = group == null ? null : group.members().get(peer.id());
        return new PeerView.Counts(
                peer.adjRibIn().size(),
                peer.adjRibIn().acceptedSize(),
                locRib.bestPathsOf(peer.id()),
                group == null ? 0 : group.adjRibOut().sizeFor(peer.id()),
                peer.adjRibIn().staleSize(),
                member == null ? 0 : member.dirty().size());
    }

    @Override
    public RouteChanges changes(PeerId peer) {
        RibPeer known = peers.get(peer);
        UpdateGroup group = groups.group(peer);
        GroupMember member = group == null ? null : group.members().get(peer);
        return known == null
                ? RouteChanges.NONE
                : known.changes().with(member == null ? 0 : member.told(), member == null ? 0 : member.takenBack());
    }

    @Override
    public List<Prefix> prefixes(Afi afi) {
        return locRib.prefixes().filter(prefix -> prefix.afi().equals(afi)).toList();
    }

    @Override
    public List<Prefix> announced() {
        List<Prefix> all = new ArrayList<>();
        locRib.prefixes().forEach(all::add);
        for (RibPeer peer : refused()) {
            peer.adjRibIn().routes().forEach(route -> all.add(route.prefix()));
        }
        return all;
    }

    @Override
    public List<Prefix> announced(PeerId peer) {
        RibPeer known = peers.get(peer);
        return known == null
                ? List.of()
                : known.adjRibIn().routes().stream().map(Route::prefix).toList();
    }

    @Override
    public TableSize size(Afi afi) {
        return locRib.size(afi);
    }

    @Override
    public Optional<DestinationView> candidates(Prefix prefix) {
        List<RouteView> routes = new ArrayList<>();
        addCandidates(prefix, routes);
        return routes.isEmpty() ? Optional.empty() : Optional.of(new DestinationView(prefix, routes));
    }

    @Override
    public Optional<ExportView> export(PeerId peer, Route route) {
        UpdateGroup group = groups.group(peer);
        return Optional.ofNullable(group).map(known -> export(known, peer, route));
    }

    private ExportView export(UpdateGroup group, PeerId peer, Route route) {
        if (peer.equals(route.source().peer())) {
            return new ExportView(new ExportVerdict(ExportReason.NOT_BACK_TO_SOURCE), null);
        }
        ExportVerdict verdict = exportRules.check(route, group.target());
        return new ExportView(
                verdict,
                verdict.advertised()
                        ? route.withAttributes(exportRules.attributes(route, group.target(), verdict))
                        : null);
    }

    @Override
    public boolean tellsAllPaths(PeerId peer, Afi afi) {
        UpdateGroup group = groups.group(peer);
        return group != null && group.target().codec().addPathSend().contains(AddressFamily.unicast(afi));
    }

    @Override
    public List<ResolvedRoute> bestPaths() {
        List<ResolvedRoute> best = new ArrayList<>();
        locRib.forEachBest(best::add);
        best.sort(Comparator.comparing(ResolvedRoute::prefix));
        return best;
    }

    @Override
    public List<Multipath> forwarding() {
        List<Multipath> forwarding = new ArrayList<>();
        locRib.forEachForwarding(forwarding::add);
        return forwarding;
    }

    @Override
    public List<DestinationView> destinations() {
        TreeSet<Prefix> prefixes = locRib.prefixes().collect(Collectors.toCollection(TreeSet::new));
        for (RibPeer peer : peers.values()) {
            peer.adjRibIn().routes().forEach(route -> prefixes.add(route.prefix()));
        }
        List<RibPeer> refused = refused();
        return prefixes.stream().map(prefix -> view(prefix, refused)).toList();
    }

    @Override
    public Optional<DestinationView> destination(Prefix prefix) {
        return Optional.of(view(prefix, refused()))
                .filter(view -> !view.routes().isEmpty());
    }

    @Override
    public Optional<DestinationView> longestMatch(IpAddress address) {
        for (int length = address.bitLength(); length >= 0; length--) {
            Prefix prefix = new Prefix(address, length);
            if (locRib.best(prefix) != null) {
                return Optional.of(view(prefix, refused()));
            }
        }
        return Optional.empty();
    }

    private DestinationView view(Prefix prefix, List<RibPeer> refused) {
        List<RouteView> routes = new ArrayList<>();
        addCandidates(prefix, routes);
        for (RibPeer peer : refused) {
            addRefused(peer, prefix, routes);
        }
        return new DestinationView(prefix, routes);
    }

    /** Most peers have not, and there may be a thousand of them. */
    private static boolean hasRefused(RibPeer peer) {
        return peer.adjRibIn().acceptedSize() < peer.adjRibIn().size();
    }

    private void addRefused(RibPeer peer, Prefix prefix, List<RouteView> routes) {
        for (Route route : peer.adjRibIn().find(prefix)) {
            ImportVerdict verdict = verdict(peer, route);
            if (!verdict.accepted()) {
                boolean stale = peer.adjRibIn().isStale(route.nlri());
                routes.add(new RouteView(route, verdict, null, false, false, null, stale));
            }
        }
    }

    private void addCandidates(Prefix prefix, List<RouteView> routes) {
        Selection selection = locRib.explain(prefix);
        if (selection != null) {
            routes.add(decided(selection.best(), selection, selection.reason()));
            selection
                    .eliminated()
                    .forEach(eliminated -> routes.add(decided(eliminated.loser(), selection, eliminated.step())));
        }
    }

    private RouteView decided(ResolvedRoute resolved, Selection selection, SelectionReason step) {
        Route route = resolved.route();
        PeerId source = route.source().peer();
        RibPeer peer = source == null ? null : peers.get(source);
        ImportVerdict verdict = peer == null ? ofNoPeer(route) : verdict(peer, route);
        boolean stale = peer != null && peer.adjRibIn().isStale(route.nlri());
        return new RouteView(
                route,
                verdict,
                resolved.resolution(),
                resolved.equals(selection.best()),
                selection.equal().contains(resolved),
                step,
                stale);
    }

    private static ImportVerdict ofNoPeer(Route route) {
        String origin = route.source() instanceof Originated here
                ? here.origin()
                : route.source().toString();
        return new ImportVerdict(ImportReason.ACCEPTED, origin);
    }

    private ImportVerdict verdict(RibPeer peer, Route route) {
        ImportReason reason = peer.adjRibIn().reason(route.nlri());
        boolean byPolicy = reason == ImportReason.ACCEPTED || reason == ImportReason.REJECTED_BY_POLICY;
        return importRules.decide(
                byPolicy ? ImportReason.ACCEPTED : reason, route, peer.policy().importPolicy());
    }

    @Override
    public List<Route> received(PeerId peer) {
        RibPeer known = peers.get(peer);
        return known == null
                ? List.of()
                : known.adjRibIn().routes().stream().sorted(BY_NLRI).toList();
    }

    @Override
    public List<Route> advertised(PeerId peer) {
        UpdateGroup group = groups.group(peer);
        if (group == null) {
            return List.of();
        }
        List<Route> advertised = new ArrayList<>();
        group.adjRibOut().forEachFor(peer, advertised::add);
        advertised.sort(BY_NLRI);
        return advertised;
    }

    @Override
    public List<Route> advertised(PeerId peer, Prefix prefix) {
        UpdateGroup group = groups.group(peer);
        if (group == null) {
            return List.of();
        }
        List<Route> told = new ArrayList<>();
        Route plain = group.adjRibOut().findFor(peer, Nlri.of(prefix));
        if (plain != null) {
            told.add(plain);
        }
        for (Route path : group.adjRibOut().paths(prefix)) {
            if (!peer.equals(path.source().peer())) {
                told.add(path);
            }
        }
        told.sort(BY_NLRI);
        return told;
    }

    @Override
    public Optional<ExportVerdict> exportVerdict(PeerId peer, Prefix prefix) {
        UpdateGroup group = groups.group(peer);
        return Optional.ofNullable(group).map(known -> verdict(known, peer, locRib.best(prefix)));
    }

    private ExportVerdict verdict(UpdateGroup group, PeerId peer, @Nullable ResolvedRoute best) {
        if (best == null) {
            return new ExportVerdict(ExportReason.NO_ROUTE);
        }
        if (peer.equals(best.route().source().peer())) {
            return new ExportVerdict(ExportReason.NOT_BACK_TO_SOURCE);
        }
        ExportVerdict verdict = exportRules.check(best.route(), group.target());
        return verdict.advertised() && !isTold(group, best.route())
                ? new ExportVerdict(ExportReason.TOO_LONG)
                : verdict;
    }

    /** The rules say yes; so if it is not in there, it did not fit. */
    private static boolean isTold(UpdateGroup group, Route best) {
        AdjRibOut told = group.adjRibOut();
        return told.find(Nlri.of(best.prefix())) != null
                || told.paths(best.prefix()).stream()
                        .anyMatch(route -> route.source().equals(best.source()));
    }
}
