package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.peer.PeerId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The members of an update group, and which of them may have something to catch up with: all others need not be asked. */
final class GroupMembers {

    private final Map<PeerId, GroupMember> all = new LinkedHashMap<>();

    private final Set<GroupMember> behind = new LinkedHashSet<>();

    /** In this turn: they have been told nothing yet. */
    private final Set<GroupMember> joined = new LinkedHashSet<>();

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** A member; null for any other peer. */
    @Nullable
    GroupMember get(@Nullable PeerId peer) {
        return peer == null ? null : all.get(peer);
    }

    /** A member that has not been told everything yet. */
    void add(GroupMember member) {
        all.put(member.peer(), member);
        behind.add(member);
    }

    /** A member that has been told nothing yet. */
    void join(GroupMember member) {
        add(member);
        joined.add(member);
    }

    /** Whether a member has been told nothing yet. */
    boolean hasJoined(GroupMember member) {
        return joined.contains(member);
    }

    /** Those that have been told nothing yet; the caller tells them. */
    List<GroupMember> takeJoined() {
        List<GroupMember> taken = List.copyOf(joined);
        joined.clear();
        return taken;
    }

    void remove(PeerId peer) {
        GroupMember gone = all.remove(peer);
        if (gone != null) {
            behind.remove(gone);
            joined.remove(gone);
        }
    }

    /** These have missed something, or want to be told something again. */
    void fallBehind(Collection<GroupMember> members) {
        behind.addAll(members);
    }

    /** Nobody is to be told of this destination. */
    void gone(Nlri nlri) {
        behind.forEach(member -> member.dirty().gone(nlri));
    }

    /** What was held back from members is not any more. */
    void restartCompleted() {
        behind.addAll(all.values());
    }

    /**
     * Puts each into one of two lists: those that are told what changes at once, and those that are told later; not those that are told
     * everything anyway.
     */
    void split(List<GroupMember> stream, List<GroupMember> slow) {
        for (GroupMember member : all.values()) {
            if (!joined.contains(member)) {
                (member.inStream() ? stream : slow).add(member);
            }
        }
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
