package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Over which next hops of other people's routes packets can leave, as BIRD sees it. */
public final class UsableHops {

    private final Map<Integer, KernelLink> links;
    private final Map<Integer, List<Prefix>> networks = new HashMap<>();

    /**
     * Of links and what is connected to them.
     *
     * @param links by index
     */
    public UsableHops(Map<Integer, KernelLink> links, Collection<KernelAddress> addresses) {
        this.links = links;
        for (KernelAddress address : addresses) {
            networks.computeIfAbsent(address.interfaceIndex(), index -> new ArrayList<>())
                    .add(address.network());
        }
    }

    /** Those of a route; none of one that discards. */
    public List<KernelNextHop> of(KernelRoute route) {
        return route.nextHops().stream().filter(this::isUsable).toList();
    }

    /** Whether a route says what becomes of packets. */
    boolean isUsable(KernelRoute route) {
        return route.type().discards() || route.nextHops().stream().anyMatch(this::isUsable);
    }

    /** The link is up, and the gateway is a neighbour there as far as the addresses of the link are known. */
    private boolean isUsable(KernelNextHop hop) {
        KernelLink link = links.get(hop.interfaceIndex());
        if (link == null || !link.up()) {
            return false;
        }
        IpAddress gateway = hop.gateway();
        List<Prefix> known = networks.getOrDefault(hop.interfaceIndex(), List.of()).stream()
                .filter(network -> gateway != null && network.afi().equals(gateway.afi()))
                .toList();
        return gateway == null
                || hop.onlink()
                || gateway.isLinkLocal()
                || known.isEmpty()
                || known.stream().anyMatch(network -> network.contains(gateway));
    }
}
