package io.nightjar.kernel.netlink;

import io.nightjar.kernel.KernelNextHop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The next hop objects of the kernel ({@code ip nexthop}), as last read or heard of. Without {@code net.ipv4.nexthop_compat_mode} a route
 * over one says nothing but its number. Owned by the {@code kernel} thread.
 */
final class NextHopObjects {

    /**
     * One of them: a next hop, a group of others, or none where packets are discarded.
     *
     * @param id what routes call it
     * @param hops the next hop
     * @param members of a group
     */
    record NextHopObject(long id, List<KernelNextHop> hops, List<Member> members) {}

    /** An object in a group, with its share. */
    record Member(long id, int weight) {}

    private final Map<Long, NextHopObject> byId = new HashMap<>();

    /** Everything has been read anew. */
    void replaceAll(List<NextHopObject> objects) {
        byId.clear();
        objects.forEach(this::put);
    }

    /** One is new, or is another one now. */
    void put(NextHopObject object) {
        byId.put(object.id(), object);
    }

    /** One is gone. */
    void remove(NextHopObject object) {
        byId.remove(object.id());
    }

    /** Where packets go that are given to the object; empty if it discards them, or is not known. A group has no groups in it. */
    List<KernelNextHop> hops(long id) {
        NextHopObject object = byId.get(id);
        if (object == null) {
            return List.of();
        }
        return object.members().isEmpty()
                ? object.hops()
                : object.members().stream()
                        .flatMap(member -> hopsOf(member).stream())
                        .toList();
    }

    private List<KernelNextHop> hopsOf(Member member) {
        NextHopObject object = byId.get(member.id());
        return object == null
                ? List.of()
                : object.hops().stream()
                        .map(hop ->
                                new KernelNextHop(hop.gateway(), hop.interfaceIndex(), member.weight(), hop.onlink()))
                        .toList();
    }
}
