package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of changes, on its way to members of an update group: encoded once for those that can take it, marked for the others. Who is
 * told at once and who later is asked when there is something to tell: in a full mesh there never is. Used once and then thrown away.
 */
final class Telling {

    private final Map<PeerId, GroupMember> audience;
    private final GroupMembers members;
    private final RouteNames names;
    private final Supplier<UpdatePacker> packers;
    private final List<GroupMember> stream = new ArrayList<>();
    private final List<GroupMember> slow = new ArrayList<>();
    private final UpdatePacker shared;
    private final Map<GroupMember, UpdatePacker> single = new LinkedHashMap<>();
    private boolean begun;

    /**
     * Nothing yet.
     *
     * @param audience which of the members are told
     * @param members of the group
     * @param names of what members have missed
     * @param packers write messages to members
     */
    Telling(Map<PeerId, GroupMember> audience, GroupMembers members, RouteNames names, Supplier<UpdatePacker> packers) {
        this.audience = audience;
        this.members = members;
        this.names = names;
        this.packers = packers;
        this.shared = packers.get();
    }

    /** Whether there is nothing to tell to anybody. */
    static boolean same(@Nullable Route before, @Nullable Route now) {
        if (before == null || now == null) {
            return before == null && now == null;
        }
        return before.attributes().equals(now.attributes())
                && Objects.equals(before.source().peer(), now.source().peer());
    }

    /** Another route of this name, or none, is told in the place of the one before. */
    void replace(Nlri nlri, @Nullable Route before, @Nullable Route now) {
        if (!same(before, now)) {
            begin();
            markForSlow(nlri, before, now);
            if (!stream.isEmpty()) {
                tell(nlri, before, now);
                tellSources(nlri, before, now);
            }
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            audience.values().forEach(member -> (member.inStream() ? stream : slow).add(member));
            members.fallBehind(slow);
        }
    }

    private void markForSlow(Nlri nlri, @Nullable Route before, @Nullable Route now) {
        if (slow.isEmpty()) {
            return;
        }
        RouteName name = names.of(nlri);
        for (int i = 0; i < slow.size(); i++) {
            GroupMember member = slow.get(i);
            member.dirty().mark(name, isFor(member.peer(), before), isFor(member.peer(), now));
        }
    }

    private static boolean isFor(PeerId peer, @Nullable Route route) {
        return route != null && route.isFor(peer);
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
        GroupMember formerSource = told(before);
        if (formerSource != null && before.attributes().equals(now.attributes())) {
            packer(formerSource).announce(nlri, now);
        }
        GroupMember newSource = told(now);
        if (newSource != null) {
            packer(newSource).withdraw(nlri, null);
        }
    }

    /** The member that a route came from, if it is told of this. */
    private @Nullable GroupMember told(Route route) {
        PeerId source = route.source().peer();
        return source == null ? null : audience.get(source);
    }

    private UpdatePacker packer(GroupMember member) {
        return single.computeIfAbsent(member, key -> packers.get());
    }

    /** Sends what was told to those that could take it. */
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
