package io.nightjar.rib.engine;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.table.AttributeInterner;
import io.nightjar.rib.table.LocRib;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All update groups, and which of them each established peer is in. */
final class UpdateGroups {

    private final ExportRules rules;
    private final AttributeInterner interner;
    private final LocRib locRib;
    private final Map<ExportTarget, UpdateGroup> groups = new LinkedHashMap<>();
    private final Map<PeerId, UpdateGroup> groupOf = new HashMap<>();

    UpdateGroups(ExportRules rules, AttributeInterner interner, LocRib locRib) {
        this.rules = rules;
        this.interner = interner;
        this.locRib = locRib;
    }

    /** A peer came up: it is told everything, then End-of-RIB for each family. */
    void join(RibPeer peer) {
        UpdateGroup group = groupFor(ExportTarget.of(peer.session(), peer.policy()));
        group.join(
                new GroupMember(peer.id(), peer.output(), peer.session().codec().families()));
        groupOf.put(peer.id(), group);
    }

    /** A peer's policy changed: if that makes a difference, it is told the difference. */
    void move(RibPeer peer) {
        UpdateGroup former = group(peer.id());
        ExportTarget target = ExportTarget.of(peer.session(), peer.policy());
        if (former == null || former.target().equals(target)) {
            return;
        }
        UpdateGroup group = groupFor(target);
        GroupMember member = former.members().get(peer.id());
        if (member != null) {
            group.joinFrom(former, member);
        }
        remove(peer.id(), former);
        groupOf.put(peer.id(), group);
    }

    void leave(PeerId peer) {
        UpdateGroup group = groupOf.remove(peer);
        if (group != null) {
            remove(peer, group);
        }
    }

    private void remove(PeerId peer, UpdateGroup group) {
        group.members().remove(peer);
        if (group.members().isEmpty()) {
            groups.remove(group.target());
        }
    }

    private UpdateGroup groupFor(ExportTarget target) {
        UpdateGroup known = groups.get(target);
        if (known != null) {
            return known;
        }
        UpdateGroup group = new UpdateGroup(target, rules, interner);
        List<ResolvedRoute> bestPaths = new ArrayList<>();
        locRib.forEachBest(bestPaths::add);
        group.load(bestPaths);
        groups.put(target, group);
        return group;
    }

    /** A peer wants to be told everything of a family again. */
    void refresh(PeerId peer, AddressFamily family) {
        UpdateGroup group = groupOf.get(peer);
        GroupMember member = group == null ? null : group.members().get(peer);
        if (group != null && member != null) {
            member.refreshDue().add(family);
        }
    }

    /** Announces changed best paths, and then lets those catch up that can. */
    void apply(List<BestPathChange> changes) {
        for (UpdateGroup group : groups.values()) {
            if (!changes.isEmpty()) {
                group.apply(changes);
            }
            for (GroupMember member : group.members().values()) {
                if (member.behind()) {
                    group.catchUp(member);
                }
            }
        }
    }

    /** The group of an established peer; null for any other. */
    @Nullable
    UpdateGroup group(PeerId peer) {
        return groupOf.get(peer);
    }

    int size() {
        return groups.size();
    }
}
