package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;

/** {@code /calico/bgp/v1/global/as_num}. */
record GlobalAsNumber(String key, AsNumber asNumber) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.globalAsNumber(asNumber);
    }
}
