package io.nightjar.rib.engine;

import io.nightjar.bgp.peer.PeerId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The members of an update group, and which of them may have something to catch up with: all others need not be asked. */
final class GroupMembers {

    /** In the order in which they came to be told; they are told what changes. */
    private final Map<PeerId, GroupMember> told = new LinkedHashMap<>();

    /** In this turn: they have been told nothing yet. */
    private final Map<PeerId, GroupMember> joined = new LinkedHashMap<>();

    private final Set<GroupMember> behind = new LinkedHashSet<>();

    boolean isEmpty() {
        return told.isEmpty() && joined.isEmpty();
    }

    /** A member; null for any other peer. */
    @Nullable
    GroupMember get(PeerId peer) {
        GroupMember member = told.get(peer);
        return member == null ? joined.get(peer) : member;
    }

    /** Those that are told what changes; not those that are told everything anyway. */
    Map<PeerId, GroupMember> told() {
        return told;
    }

    /** A member that has been told something, but not all that the others have. */
    void add(GroupMember member) {
        told.put(member.peer(), member);
        behind.add(member);
    }

    /** A member that has been told nothing yet. */
    void join(GroupMember member) {
        joined.put(member.peer(), member);
        behind.add(member);
    }

    /** Whether a member has been told nothing yet. */
    boolean hasJoined(GroupMember member) {
        return joined.containsKey(member.peer());
    }

    /** Those that have been told nothing yet; the caller tells them. */
    Map<PeerId, GroupMember> takeJoined() {
        Map<PeerId, GroupMember> taken = new LinkedHashMap<>(joined);
        told.putAll(joined);
        joined.clear();
        return taken;
    }

    void remove(GroupMember member) {
        told.remove(member.peer());
        joined.remove(member.peer());
        behind.remove(member);
    }

    /** These have missed something, or want to be told something again. */
    void fallBehind(Collection<GroupMember> members) {
        behind.addAll(members);
    }

    /** Nobody is to be told of this destination. */
    void gone(RouteName name) {
        behind.forEach(member -> member.dirty().gone(name));
    }

    /** What was held back from members is not any more. */
    void restartCompleted() {
        behind.addAll(told.values());
        behind.addAll(joined.values());
    }

    /** Lets those catch up that are behind. */
    void catchUp(boolean restarting, Consumer<GroupMember> how) {
        behind.removeIf(member -> {
            member.marked(restarting);
            if (member.behind(restarting)) {
                how.accept(member);
            }
            return !member.behind(restarting);
        });
    }
}
