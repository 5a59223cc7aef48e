package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import org.jspecify.annotations.Nullable;

/**
 * A node of the cluster as far as BGP is concerned. May be half deleted: any part can be missing.
 *
 * @param name the datastore's name for it
 * @param asNumber its own autonomous system; null if it is in the cluster's
 * @param ipv4 where it is in IPv4
 * @param ipv6 where it is in IPv6
 */
public record CalicoNode(String name, @Nullable AsNumber asNumber, NodeAddress ipv4, NodeAddress ipv6) {

    /** Where it is in a family. */
    public NodeAddress address(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
    }
}
