package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A workload on this node that is a peer.
 *
 * @param peerName the BGPPeer that has chosen it
 * @param ipv4 its first address in IPv4; null if it has none
 * @param ipv6 its first address in IPv6; null if it has none
 */
public record WorkloadEndpoint(
        String peerName, @Nullable IpAddress ipv4, @Nullable IpAddress ipv6) {

    /** Its address in a family; null if it has none. */
    public @Nullable IpAddress address(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
    }
}
