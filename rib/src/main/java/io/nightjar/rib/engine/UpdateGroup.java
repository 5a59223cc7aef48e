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
    private final RouteNames names;
    private final boolean bestOnly;
    private final AdjRibOut adjRibOut = new AdjRibOut();
    private final GroupMembers members = new GroupMembers();
    private boolean toldOfTooLong;

    /** If somebody has left for another group in this turn. */
    private @Nullable FormerTable former;

    /**
     * A group without members, and with nothing to tell.
     *
     * @param target whom it is for
     * @param rules who hears what
     * @param interner shares equal attributes
     * @param names of what members have missed
     */
    UpdateGroup(ExportTarget target, ExportRules rules, AttributeInterner interner, RouteNames names) {
        this.target = target;
        this.names = names;
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

    /** One of the members. */
    GroupMember member(PeerId peer) {
        return Objects.requireNonNull(members.get(peer));
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
        Telling telling = telling(members.told());
        for (BestPathChange change : changes) {
            if (change.bestChanged() && !tellsAllPaths(change.prefix())) {
                replace(change.prefix(), change.now(), telling);
            }
        }
        for (OfferedPaths offered : paths) {
            if (tellsAllPaths(offered.prefix())) {
                replace(offered, telling);
            }
        }
        export.forget();
        telling.send();
    }

    private Telling telling(Map<PeerId, GroupMember> audience) {
        return new Telling(audience, members, names, this::newPacker);
    }

    /** Another best path. */
    private void replace(Prefix prefix, @Nullable ResolvedRoute best, Telling telling) {
        if (best == null) {
            replace(Nlri.of(prefix), (Route) null, telling);
        } else {
            Nlri nlri = plain(best.route());
            replace(nlri, export.route(best.route(), nlri), telling);
        }
    }

    /** Other paths: only those that are different are told. */
    private void replace(OfferedPaths offered, Telling telling) {
        Set<Long> left = new HashSet<>();
        for (OfferedPath path : offered.paths()) {
            Nlri nlri = new Nlri(offered.prefix(), path.pathId());
            Route now = export.route(path.route(), nlri);
            if (now != null) {
                left.add(path.pathId());
                replace(nlri, now, telling);
            }
        }
        for (Route before : adjRibOut.paths(offered.prefix())) {
            if (!left.contains(before.pathId())) {
                replace(before.nlri(), null, telling);
            }
        }
    }

    private void replace(Nlri nlri, @Nullable Route now, Telling telling) {
        telling.replace(nlri, replace(nlri, now), now);
    }

    private @Nullable Route replace(Nlri nlri, @Nullable Route now) {
        Route before = adjRibOut.replace(nlri, now);
        if (former != null) {
            former.replaced(nlri, before);
        }
        return before;
    }

    /** What a member had been told when the turn began. */
    FormerTable former(GroupMember member) {
        FormerTable another = members.former(member);
        if (another != null) {
            return another;
        }
        if (former == null) {
            former = new FormerTable(adjRibOut);
        }
        return former;
    }

    /** The turn has ended: who has left has been told what is different where it is now. */
    void forgetFormer() {
        former = null;
    }

    /**
     * Tells members that know another table, or nothing, what is different here: all the same, encoded once. Whose output does not take
     * it is told later.
     */
    private void tellDifference(FormerTable known, Map<PeerId, GroupMember> audience) {
        List<Nlri> different =
                new ArrayList<>(adjRibOut.byAttributes(route -> !Telling.same(known.find(route.nlri()), route)));
        known.forEach(route -> {
            if (adjRibOut.find(route.nlri()) == null) {
                different.add(route.nlri());
            }
        });
        for (int start = 0; start < different.size(); start += CATCH_UP_CHUNK) {
            Telling telling = telling(audience);
            different
                    .subList(start, Math.min(different.size(), start + CATCH_UP_CHUNK))
                    .forEach(nlri -> telling.replace(nlri, known.find(nlri), adjRibOut.find(nlri)));
            telling.send();
        }
        audience.values().forEach(GroupMember::tableReplaced);
    }

    /** A member wants to be told everything of a family again. */
    void refresh(GroupMember member, AddressFamily family) {
        if (target.codec().families().contains(family)) {
            member.refresh(family);
            members.fallBehind(List.of(member));
        }
    }

    /** Tells new members what they do not know, and sends what others have missed, as long as their outputs take it. */
    void catchUp(boolean restarting) {
        members.takeArrived().forEach(this::tellDifference);
        members.catchUp(restarting, this::catchUp);
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
        adjRibOut
                .byAttributes(route -> families.contains(route.family()) && route.isFor(member.peer()))
                .forEach(nlri -> member.dirty().mark(names.of(nlri), true, true));
        member.refreshesMarked(families);
    }

    private void sendChunk(GroupMember member) {
        if (member.dirty().isEmpty() || !member.output().isWritable()) {
            return;
        }
        UpdatePacker packer = newPacker();
        member.dirty().take(CATCH_UP_CHUNK, (nlri, known) -> {
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
        replace(route, null);
        members.gone(names.of(route));
    }
}
