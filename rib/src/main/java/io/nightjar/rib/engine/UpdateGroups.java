package io.nightjar.rib.engine;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.table.AttributeInterner;
import io.nightjar.rib.table.LocRib;
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
    private final RouteNames missed = new RouteNames();
    private boolean restarting;
    private boolean draining;

    /** No groups; {@code restarting} holds End-of-RIB back. */
    UpdateGroups(ExportRules rules, AttributeInterner interner, LocRib locRib, boolean restarting) {
        this.rules = rules;
        this.interner = interner;
        this.locRib = locRib;
        this.restarting = restarting;
    }

    /** A peer came up: it is told everything, then End-of-RIB for each family. */
    void join(RibPeer peer) {
        UpdateGroup group = groupFor(target(peer));
        group.members().arrive(new GroupMember(peer.session(), peer.output(), missed), FormerTable.EMPTY);
        groupOf.put(peer.id(), group);
    }

    /** A peer's policy changed: if that makes a difference, it is told the difference, when the turn ends. */
    void move(RibPeer peer) {
        UpdateGroup former = group(peer.id());
        ExportTarget target = target(peer);
        if (former == null || former.target().equals(target)) {
            return;
        }
        GroupMember member = former.member(peer.id());
        UpdateGroup group = groupFor(target);
        group.members().arrive(member, former.former(member));
        remove(member, former);
        groupOf.put(peer.id(), group);
    }

    private ExportTarget target(RibPeer peer) {
        ExportTarget target = ExportTarget.of(peer.session(), peer.policy());
        return draining ? target.whileDraining() : target;
    }

    /** We are about to go: {@link #move} tells each peer so. */
    void drain() {
        draining = true;
    }

    /** RFC 4724 §4.1: from now on the tables are complete. */
    void restartCompleted() {
        restarting = false;
        groups.values().forEach(group -> group.members().restartCompleted());
    }

    void leave(PeerId peer) {
        UpdateGroup group = groupOf.remove(peer);
        if (group != null) {
            GroupMember member = group.member(peer);
            member.dirty().clear();
            remove(member, group);
        }
    }

    private void remove(GroupMember member, UpdateGroup group) {
        group.members().remove(member);
        if (group.members().isEmpty()) {
            groups.remove(group.target());
        }
    }

    private UpdateGroup groupFor(ExportTarget target) {
        UpdateGroup known = groups.get(target);
        if (known != null) {
            return known;
        }
        UpdateGroup group = new UpdateGroup(target, rules, interner, missed);
        group.load(locRib);
        groups.put(target, group);
        return group;
    }

    /** A peer wants to be told everything of a family again. */
    void refresh(PeerId peer, AddressFamily family) {
        UpdateGroup group = groupOf.get(peer);
        if (group != null) {
            group.refresh(group.member(peer), family);
        }
    }

    /** The destinations that will be decided, if there is a group that has to know more of them than the best path. */
    List<Prefix> touched() {
        boolean bestOnly = groups.values().stream().allMatch(UpdateGroup::bestOnly);
        return bestOnly ? List.of() : locRib.touched();
    }

    /**
     * Announces changes, tells those that have joined or moved what they do not know, and then lets those catch up that can.
     *
     * @param changes of best paths
     * @param touched what {@link #touched} said before the decision
     */
    void apply(List<BestPathChange> changes, List<Prefix> touched) {
        List<OfferedPaths> paths = touched.stream()
                .map(prefix -> new OfferedPaths(prefix, locRib.paths(prefix)))
                .toList();
        for (UpdateGroup group : groups.values()) {
            if (!changes.isEmpty() || !paths.isEmpty()) {
                group.apply(changes, paths);
            }
            group.catchUp(restarting);
        }
        groups.values().forEach(UpdateGroup::forgetFormer);
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
