package io.nightjar.calico.model;

import java.util.List;

/** A BGPConfiguration {@code node.<name>}. */
record NodeConfiguration(String key, String node, NodeSettings settings, List<String> ignored) implements CalicoObject {

    NodeConfiguration {
        ignored = List.copyOf(ignored);
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.node(node).settings(settings);
        ignored.forEach(reason -> assembler.remark(key, reason));
    }
}
