package io.nightjar.kernel;

import java.util.List;
import java.util.Map;

/**
 * Over which next hops of other people's routes packets can leave, as Calico's BIRD sees it: over all whose link is up. The kernel
 * has looked at the gateway, and what covers it need not be an address of the link: a cloud's machine has a /32 address, and its
 * router is behind a route of its own.
 *
 * @param links by index
 */
public record UsableHops(Map<Integer, KernelLink> links) {

    /** Those of a route; none of one that discards. */
    public List<KernelNextHop> of(KernelRoute route) {
        return route.nextHops().stream().filter(this::isUsable).toList();
    }

    /** Whether a route says what becomes of packets. */
    boolean isUsable(KernelRoute route) {
        return route.type().discards() || route.nextHops().stream().anyMatch(this::isUsable);
    }

    private boolean isUsable(KernelNextHop hop) {
        KernelLink link = links.get(hop.interfaceIndex());
        return link != null && link.up();
    }
}
