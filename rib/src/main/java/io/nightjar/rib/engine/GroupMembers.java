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

    /** In this turn: what they have been told is another table. */
    private final Map<PeerId, Arrival> arrived = new LinkedHashMap<>();

    private final Set<GroupMember> behind = new LinkedHashSet<>();

    private record Arrival(GroupMember member, FormerTable former) {}

    boolean isEmpty() {
        return told.isEmpty() && arrived.isEmpty();
    }

    /** A member; null for any other peer. */
    @Nullable
    GroupMember get(PeerId peer) {
        Arrival arrival = arrived.get(peer);
        return arrival == null ? told.get(peer) : arrival.member;
    }

    /** Those that are told what changes; not those that are told what is different from their former tables. */
    Map<PeerId, GroupMember> told() {
        return told;
    }

    /** A new member, and what it has been told. */
    void arrive(GroupMember member, FormerTable former) {
        arrived.put(member.peer(), new Arrival(member, former));
        behind.add(member);
    }

    /** What a member has been told if it has arrived in this turn; null for the others. */
    @Nullable
    FormerTable former(GroupMember member) {
        Arrival arrival = arrived.get(member.peer());
        return arrival == null ? null : arrival.former;
    }

    /** Those that have arrived, by what they have been told; the caller tells them the difference. */
    Map<FormerTable, Map<PeerId, GroupMember>> takeArrived() {
        Map<FormerTable, Map<PeerId, GroupMember>> taken = new LinkedHashMap<>();
        arrived.forEach((peer, arrival) -> {
            taken.computeIfAbsent(arrival.former, unknown -> new LinkedHashMap<>())
                    .put(peer, arrival.member);
            told.put(peer, arrival.member);
        });
        arrived.clear();
        return taken;
    }

    void remove(GroupMember member) {
        told.remove(member.peer());
        arrived.remove(member.peer());
        behind.remove(member);
    }

    /** These have missed something, or want to be told something again. */
    void fallBehind(Collection<GroupMember> members) {
        behind.addAll(members);
    }

    /** Nobody is to be told of this destination; who has arrived will be told the difference. */
    void gone(RouteName name) {
        behind.stream()
                .filter(member -> !arrived.containsKey(member.peer()))
                .forEach(member -> member.dirty().gone(name));
    }

    /** What was held back from members is not any more. */
    void restartCompleted() {
        behind.addAll(told.values());
        arrived.values().forEach(arrival -> behind.add(arrival.member));
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
