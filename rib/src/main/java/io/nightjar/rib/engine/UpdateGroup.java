package io.nightjar.rib.engine;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AdjRibOut;
import io.nightjar.rib.table.AttributeInterner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Peers that are told the same. A change is exported and encoded once; the members share the octets. Each member's
 * Adj-RIB-Out is the group's, less the routes that came from the member itself.
 */
final class UpdateGroup {

    /** How many destinations a member that catches up is told about before its output is asked again. */
    private static final int CATCH_UP_CHUNK = 1024;

    private final ExportTarget target;
    private final ExportRules rules;
    private final AttributeInterner interner;
    private final AdjRibOut adjRibOut = new AdjRibOut();
    private final Map<PeerId, GroupMember> members = new LinkedHashMap<>();
    private final Map<ExportKey, PathAttributes> exported = new HashMap<>();

    UpdateGroup(ExportTarget target, ExportRules rules, AttributeInterner interner) {
        this.target = target;
        this.rules = rules;
        this.interner = interner;
    }

    /** What announced attributes depend on, apart from the group. */
    private record ExportKey(
            PathAttributes attributes, @Nullable PeerId source, Afi afi) {}

    ExportTarget target() {
        return target;
    }

    AdjRibOut adjRibOut() {
        return adjRibOut;
    }

    Map<PeerId, GroupMember> members() {
        return members;
    }

    /** Fills a new group's Adj-RIB-Out; there is nobody yet to be told. */
    void load(Collection<ResolvedRoute> bestPaths) {
        for (ResolvedRoute best : bestPaths) {
            adjRibOut.replace(best.prefix(), export(best));
        }
        exported.clear();
    }

    /** Tells all members what is different, at once or, those that cannot take it, later. */
    void apply(List<BestPathChange> changes) {
        List<GroupMember> stream = new ArrayList<>(members.size());
        List<GroupMember> slow = new ArrayList<>();
        members.values().forEach(member -> (member.inStream() ? stream : slow).add(member));
        UpdatePacker shared = new UpdatePacker(target.codec());
        Map<GroupMember, UpdatePacker> single = new LinkedHashMap<>();
        for (BestPathChange change : changes) {
            Prefix prefix = change.prefix();
            Route now = export(change.now());
            Route before = adjRibOut.replace(prefix, now);
            if (!sameFor(before, now)) {
                slow.forEach(member -> member.dirty().mark(prefix, before != null && !isSource(member.peer(), before)));
                tell(before, now, shared);
                tellSources(before, now, single);
            }
        }
        exported.clear();
        PackedUpdates updates = shared.pack();
        stream.forEach(member -> member.send(updates));
        single.forEach((member, packer) -> {
            if (stream.contains(member)) {
                member.send(packer.pack());
            }
        });
    }

    private static boolean sameFor(@Nullable Route before, @Nullable Route now) {
        if (before == null || now == null) {
            return before == null && now == null;
        }
        return before.attributes().equals(now.attributes())
                && Objects.equals(before.source().peer(), now.source().peer());
    }

    /** What is different for everybody who is a source of neither route. */
    private static void tell(@Nullable Route before, @Nullable Route now, UpdatePacker packer) {
        if (now == null) {
            if (before != null) {
                packer.withdraw(before.prefix(), before.source().peer());
            }
        } else if (before == null || !before.attributes().equals(now.attributes())) {
            packer.announce(now);
        }
    }

    /** What is different only for the member that one of the routes came from: it does not see that one. */
    private void tellSources(@Nullable Route before, @Nullable Route now, Map<GroupMember, UpdatePacker> single) {
        if (before == null
                || now == null
                || Objects.equals(before.source().peer(), now.source().peer())) {
            return;
        }
        GroupMember formerSource = member(before.source().peer());
        if (formerSource != null && before.attributes().equals(now.attributes())) {
            packer(single, formerSource).announce(now);
        }
        GroupMember newSource = member(now.source().peer());
        if (newSource != null) {
            packer(single, newSource).withdraw(now.prefix(), null);
        }
    }

    private @Nullable GroupMember member(@Nullable PeerId peer) {
        return peer == null ? null : members.get(peer);
    }

    private UpdatePacker packer(Map<GroupMember, UpdatePacker> single, GroupMember member) {
        return single.computeIfAbsent(member, key -> new UpdatePacker(target.codec()));
    }

    private static boolean isSource(PeerId peer, Route route) {
        return peer.equals(route.source().peer());
    }

    private @Nullable Route export(@Nullable ResolvedRoute best) {
        if (best == null || !rules.check(best.route(), target).advertised()) {
            return null;
        }
        Route route = best.route();
        ExportKey key = new ExportKey(
                route.attributes(), route.source().peer(), route.prefix().afi());
        PathAttributes attributes =
                exported.computeIfAbsent(key, unknown -> interner.intern(rules.attributes(route, target)));
        return attributes.equals(route.attributes()) ? route : route.withAttributes(attributes);
    }

    /** A peer joins that has been told nothing yet. */
    void join(GroupMember member) {
        members.put(member.peer(), member);
        for (Prefix prefix : adjRibOut.prefixesByAttributesFor(member.peer())) {
            member.dirty().mark(prefix, false);
        }
    }

    /** A member moves here from another group: it has to be told only what is different. */
    void joinFrom(UpdateGroup former, GroupMember member) {
        members.put(member.peer(), member);
        for (Prefix prefix : former.adjRibOut.prefixes()) {
            markIfDifferent(former, member, prefix);
        }
        for (Prefix prefix : adjRibOut.prefixes()) {
            markIfDifferent(former, member, prefix);
        }
    }

    private void markIfDifferent(UpdateGroup former, GroupMember member, Prefix prefix) {
        Route before = former.adjRibOut.findFor(member.peer(), prefix);
        Route now = adjRibOut.findFor(member.peer(), prefix);
        boolean same = before == null
                ? now == null
                : now != null && before.attributes().equals(now.attributes());
        if (!same) {
            member.dirty().mark(prefix, before != null);
        }
    }

    /** RFC 2918 §4: a member is to be told everything again of the families that it has asked for. */
    private void markForRefresh(GroupMember member) {
        for (Prefix prefix : adjRibOut.prefixesByAttributesFor(member.peer())) {
            if (member.refreshDue().contains(AddressFamily.unicast(prefix.afi()))) {
                member.dirty().mark(prefix, true);
            }
        }
        member.refreshDue().clear();
    }

    /** Sends what a member has missed, as long as its output takes it. */
    void catchUp(GroupMember member) {
        if (!member.refreshDue().isEmpty() && member.output().isWritable()) {
            markForRefresh(member);
        }
        while (!member.dirty().isEmpty() && member.output().isWritable()) {
            UpdatePacker packer = new UpdatePacker(target.codec());
            member.dirty().take(CATCH_UP_CHUNK).forEach((prefix, known) -> {
                Route now = adjRibOut.findFor(member.peer(), prefix);
                if (now != null) {
                    packer.announce(now);
                } else if (known) {
                    packer.withdraw(prefix, null);
                }
            });
            member.send(packer.pack());
        }
        if (member.dirty().isEmpty()) {
            member.sendEndOfRib(new UpdateEncoder(target.codec()));
        }
    }
}
