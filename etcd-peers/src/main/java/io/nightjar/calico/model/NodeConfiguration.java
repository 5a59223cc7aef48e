package io.nightjar.calico.model;

/** A BGPConfiguration {@code node.<name>}. */
record NodeConfiguration(String key, String node, NodeSettings settings) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.node(node).settings(settings);
    }
}
