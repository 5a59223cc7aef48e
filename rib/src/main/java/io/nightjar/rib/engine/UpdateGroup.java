package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AdjRibOut;
import io.nightjar.rib.table.AttributeInterner;
import io.nightjar.rib.table.LocRib;
import io.nightjar.rib.table.OfferedPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Peers that are told the same: of each destination the best path, or, in families with path identifiers, all paths (RFC
 * 7911). A change is exported and encoded once; the members share the octets. Each member's Adj-RIB-Out is the group's, less
 * the routes that came from the member itself.
 */
final class UpdateGroup {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateGroup.class);

    /** How many destinations a member that catches up is told about before its output is asked again. */
    private static final int CATCH_UP_CHUNK = 1024;

    private final ExportTarget target;
    private final RouteExport export;
    private final boolean bestOnly;
    private final AdjRibOut adjRibOut = new AdjRibOut();
    private final GroupMembers members = new GroupMembers();
    private boolean toldOfTooLong;

    UpdateGroup(ExportTarget target, ExportRules rules, AttributeInterner interner) {
        this.target = target;
        this.export = new RouteExport(target, rules, interner);
        this.bestOnly = target.codec().addPathSend().isEmpty();
    }

    ExportTarget target() {
        return target;
    }

    AdjRibOut adjRibOut() {
        return adjRibOut;
    }

    GroupMembers members() {
        return members;
    }

    /** Whether the members are told the best path alone, of every destination. */
    boolean bestOnly() {
        return bestOnly;
    }

    /** Whether the members are told all paths to a destination. */
    boolean tellsAllPaths(Prefix prefix) {
        return !bestOnly && target.codec().addPathSend().contains(AddressFamily.unicast(prefix.afi()));
    }

    /** Fills a new group's Adj-RIB-Out; there is nobody yet to be told. */
    void load(LocRib locRib) {
        locRib.forEachBest(best -> {
            if (!tellsAllPaths(best.prefix())) {
                Nlri nlri = plain(best.route());
                adjRibOut.replace(nlri, export.route(best.route(), nlri));
            }
        });
        if (!bestOnly) {
            locRib.prefixes().filter(this::tellsAllPaths).forEach(prefix -> load(prefix, locRib.paths(prefix)));
        }
        export.forget();
    }

    private void load(Prefix prefix, List<OfferedPath> paths) {
        for (OfferedPath path : paths) {
            Nlri nlri = new Nlri(prefix, path.pathId());
            adjRibOut.replace(nlri, export.route(path.route(), nlri));
        }
    }

    /** How a route is named when it is the only one that is told. */
    private static Nlri plain(Route route) {
        return Nlri.of(route.prefix());
    }

    /** Tells all members what is different, at once or, those that cannot take it, later. */
    void apply(List<BestPathChange> changes, List<OfferedPaths> paths) {
        Turn turn = new Turn();
        for (BestPathChange change : changes) {
            if (change.bestChanged() && !tellsAllPaths(change.prefix())) {
                turn.replace(change.prefix(), change.now());
            }
        }
        for (OfferedPaths offered : paths) {
            if (tellsAllPaths(offered.prefix())) {
                turn.replace(offered);
            }
        }
        export.forget();
        turn.send();
    }

    /** A peer joins that has been told nothing yet; {@link #catchUp} tells it everything. */
    void join(GroupMember member) {
        members.join(member);
    }

    /** A member moves here from another group: it has to be told only what is different, if it has been told anything. */
    void joinFrom(UpdateGroup former, GroupMember member) {
        if (former.members.hasJoined(member)) {
            join(member);
            return;
        }
        members.add(member);
        former.adjRibOut.forEachFor(member.peer(), route -> markIfDifferent(former, member, route.nlri()));
        adjRibOut.forEachFor(member.peer(), route -> markIfDifferent(former, member, route.nlri()));
        member.dirty().gone(nlri -> adjRibOut.findFor(member.peer(), nlri) == null);
        member.tableReplaced();
    }

    private void markIfDifferent(UpdateGroup former, GroupMember member, Nlri nlri) {
        Route before = former.adjRibOut.findFor(member.peer(), nlri);
        Route now = adjRibOut.findFor(member.peer(), nlri);
        boolean same = before == null
                ? now == null
                : now != null && before.attributes().equals(now.attributes());
        if (!same) {
            member.dirty().mark(nlri, before != null);
        }
    }

    /** A member wants to be told everything of a family again. */
    void refresh(GroupMember member, AddressFamily family) {
        if (target.codec().families().contains(family)) {
            member.refresh(family);
            members.fallBehind(List.of(member));
        }
    }

    /** Sends what members have missed, as long as their outputs take it. */
    void catchUp(boolean restarting) {
        sendInitialTable(members.takeJoined());
        members.catchUp(restarting, this::catchUp);
    }

    /** All that have joined in one turn are told the same, encoded once. Whose output does not take it is told later. */
    private void sendInitialTable(List<GroupMember> joined) {
        List<Nlri> all = joined.isEmpty() ? List.of() : adjRibOut.byAttributes();
        for (int start = 0; start < all.size(); start += CATCH_UP_CHUNK) {
            List<Nlri> chunk = all.subList(start, Math.min(all.size(), start + CATCH_UP_CHUNK));
            List<GroupMember> stream = new ArrayList<>();
            for (GroupMember member : joined) {
                if (member.inStream()) {
                    stream.add(member);
                } else {
                    chunk.forEach(nlri -> markIfTold(member, nlri));
                }
            }
            if (!stream.isEmpty()) {
                PackedUpdates updates = announced(chunk);
                stream.forEach(member -> member.send(updates));
            }
        }
    }

    private void markIfTold(GroupMember member, Nlri nlri) {
        if (adjRibOut.findFor(member.peer(), nlri) != null) {
            member.dirty().mark(nlri, false);
        }
    }

    private PackedUpdates announced(List<Nlri> routes) {
        UpdatePacker packer = newPacker();
        for (Nlri nlri : routes) {
            Route now = adjRibOut.find(nlri);
            if (now != null) {
                packer.announce(nlri, now);
            }
        }
        return packer.pack();
    }

    private void catchUp(GroupMember member) {
        MarkerEncoder markers = new MarkerEncoder(target.codec());
        do {
            beginRefreshes(member, markers);
            sendChunk(member);
            member.sendEnds(markers);
        } while (member.canGoOn());
    }

    /** RFC 2918 §4: a member is to be told everything again of the families that it has asked for. */
    private void beginRefreshes(GroupMember member, MarkerEncoder markers) {
        Set<AddressFamily> families = member.beginRefreshes(markers);
        if (families.isEmpty()) {
            return;
        }
        for (Nlri nlri : adjRibOut.byAttributesFor(member.peer())) {
            if (families.contains(AddressFamily.unicast(nlri.prefix().afi()))) {
                member.dirty().mark(nlri, true);
            }
        }
        member.refreshesMarked(families);
    }

    private void sendChunk(GroupMember member) {
        if (member.dirty().isEmpty() || !member.output().isWritable()) {
            return;
        }
        UpdatePacker packer = newPacker();
        member.dirty().take(CATCH_UP_CHUNK).forEach((nlri, known) -> {
            Route now = adjRibOut.findFor(member.peer(), nlri);
            if (now != null) {
                packer.announce(nlri, now);
            } else if (known) {
                packer.withdraw(nlri, null);
            }
        });
        member.send(packer.pack());
    }

    private UpdatePacker newPacker() {
        return new UpdatePacker(target.codec(), this::tooLong);
    }

    /** RFC 4271 §9.2: what does not fit a message is not advertised. It is said once for each group that it happens to. */
    private void tooLong(Nlri route) {
        if (!toldOfTooLong) {
            toldOfTooLong = true;
            LOG.warn(
                    "{} does not fit a message of {} octets and is not advertised; such routes are shown with the"
                            + " reason TOO_LONG",
                    route,
                    target.codec().maxMessageLength());
        }
        adjRibOut.replace(route, null);
        members.gone(route);
    }

    /**
     * One run of changes, on its way to the members. Who is told at once and who later is asked when there is something to tell: in a
     * full mesh there never is.
     */
    private final class Turn {

        private final List<GroupMember> stream = new ArrayList<>();
        private final List<GroupMember> slow = new ArrayList<>();
        private final UpdatePacker shared = newPacker();
        private final Map<GroupMember, UpdatePacker> single = new LinkedHashMap<>();
        private boolean begun;

        private void begin() {
            if (!begun) {
                begun = true;
                members.split(stream, slow);
                members.fallBehind(slow);
            }
        }

        /** Another best path. */
        void replace(Prefix prefix, @Nullable ResolvedRoute best) {
            if (best == null) {
                replace(Nlri.of(prefix), (Route) null);
            } else {
                Nlri nlri = plain(best.route());
                replace(nlri, export.route(best.route(), nlri));
            }
        }

        /** Other paths: only those that are different are told. */
        void replace(OfferedPaths offered) {
            Set<Long> left = new HashSet<>();
            for (OfferedPath path : offered.paths()) {
                Nlri nlri = new Nlri(offered.prefix(), path.pathId());
                Route now = export.route(path.route(), nlri);
                if (now != null) {
                    left.add(path.pathId());
                    replace(nlri, now);
                }
            }
            for (Route before : adjRibOut.paths(offered.prefix())) {
                if (!left.contains(before.pathId())) {
                    replace(before.nlri(), null);
                }
            }
        }

        private void replace(Nlri nlri, @Nullable Route now) {
            Route before = adjRibOut.replace(nlri, now);
            if (!sameFor(before, now)) {
                begin();
                markForSlow(nlri, before, now);
                tell(nlri, before, now);
                tellSources(nlri, before, now);
            }
        }

        private void markForSlow(Nlri nlri, @Nullable Route before, @Nullable Route now) {
            for (int i = 0; i < slow.size(); i++) {
                GroupMember member = slow.get(i);
                member.dirty().mark(nlri, isFor(member.peer(), before));
                if (!isFor(member.peer(), now)) {
                    member.dirty().gone(nlri);
                }
            }
        }

        /** What is different for everybody who is a source of neither route. */
        private void tell(Nlri nlri, @Nullable Route before, @Nullable Route now) {
            if (now == null) {
                if (before != null) {
                    shared.withdraw(nlri, before.source().peer());
                }
            } else if (before == null || !before.attributes().equals(now.attributes())) {
                shared.announce(nlri, now);
            }
        }

        /** What is different only for the member that one of the routes came from: it does not see that one. */
        private void tellSources(Nlri nlri, @Nullable Route before, @Nullable Route now) {
            if (before == null
                    || now == null
                    || Objects.equals(before.source().peer(), now.source().peer())) {
                return;
            }
            GroupMember formerSource = members.get(before.source().peer());
            if (formerSource != null && before.attributes().equals(now.attributes())) {
                packer(formerSource).announce(nlri, now);
            }
            GroupMember newSource = members.get(now.source().peer());
            if (newSource != null) {
                packer(newSource).withdraw(nlri, null);
            }
        }

        private UpdatePacker packer(GroupMember member) {
            return single.computeIfAbsent(member, key -> newPacker());
        }

        void send() {
            PackedUpdates updates = shared.pack();
            stream.forEach(member -> member.send(updates));
            single.forEach((member, packer) -> {
                if (stream.contains(member)) {
                    member.send(packer.pack());
                }
            });
        }
    }

    private static boolean sameFor(@Nullable Route before, @Nullable Route now) {
        if (before == null || now == null) {
            return before == null && now == null;
        }
        return before.attributes().equals(now.attributes())
                && Objects.equals(before.source().peer(), now.source().peer());
    }

    /** Whether a route is announced to a peer: nobody is told what came from him. */
    private static boolean isFor(PeerId peer, @Nullable Route route) {
        return route != null && !peer.equals(route.source().peer());
    }
}
