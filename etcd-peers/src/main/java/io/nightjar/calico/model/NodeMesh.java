package io.nightjar.calico.model;

/** {@code /calico/bgp/v1/global/node_mesh}. */
record NodeMesh(String key, boolean enabled) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.meshEnabled(enabled);
    }
}
