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
 * @param details what only Calico 3 says about it
 * @param settings what holds for it and not for all
 */
public record CalicoNode(
        String name,
        @Nullable AsNumber asNumber,
        NodeAddress ipv4,
        NodeAddress ipv6,
        NodeDetails details,
        NodeSettings settings) {

    /** A node of which nothing else is said. */
    public CalicoNode(String name, @Nullable AsNumber asNumber, NodeAddress ipv4, NodeAddress ipv6) {
        this(name, asNumber, ipv4, ipv6, NodeDetails.NONE, NodeSettings.NONE);
    }

    /** Where it is in the datastore. */
    public String key(Layout layout) {
        return layout == Layout.V3 ? Layout.RESOURCES + "nodes/" + name : "/calico/bgp/v1/host/" + name;
    }

    /** Where it is in a family. */
    public NodeAddress address(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
    }
}
