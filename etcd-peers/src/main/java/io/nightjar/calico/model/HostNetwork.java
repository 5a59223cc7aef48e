package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;

/** {@code /calico/bgp/v1/host/<node>/network_v4} or {@code v6}. */
record HostNetwork(String key, String node, Afi afi, Prefix network) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.node(node).network(afi, network);
    }
}
