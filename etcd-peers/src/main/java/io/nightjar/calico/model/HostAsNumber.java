package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;

/** {@code /calico/bgp/v1/host/<node>/as_num}. */
record HostAsNumber(String key, String node, AsNumber asNumber) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.node(node).asNumber(asNumber);
    }
}
