package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.rib.config.OriginatedRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node does in one address family, in Calico's own terms.
 *
 * @param afi which
 * @param address the node's; null if it has no BGP there
 * @param listening where connections are accepted
 * @param peers sorted by name; two of them may be at the same place
 * @param routes that start here, in Calico's order
 * @param exports what decides about announcements
 * @param kernel what decides about routes in the kernel
 */
public record FamilyPlan(
        Afi afi,
        @Nullable IpAddress address,
        Listening listening,
        List<PlannedPeer> peers,
        List<OriginatedRoute> routes,
        ExportPlan exports,
        KernelPlan kernel) {

    public FamilyPlan {
        peers = List.copyOf(peers);
        routes = List.copyOf(routes);
    }

    /**
     * Where connections are accepted.
     *
     * @param address on this address only; null for all of the family
     * @param port 0 when nothing was said
     */
    public record Listening(@Nullable IpAddress address, int port) {}
}
