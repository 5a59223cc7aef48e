package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** {@code /calico/bgp/v1/host/<node>/ip_addr_v4} or {@code v6}; no address if the node has no BGP of that family. */
record HostAddress(
        String key, String node, Afi afi, @Nullable IpAddress address) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.node(node).address(afi, address);
    }
}
