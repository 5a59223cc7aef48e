package io.nightjar.calico.model;

import io.nightjar.calico.model.BgpSettings.ClusterRoutes;
import org.jspecify.annotations.Nullable;

/** A FelixConfiguration: of one node, or the one for all. */
record FelixConfiguration(
        String key, @Nullable String node, @Nullable ClusterRoutes routes, String problem) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        if (routes != null) {
            assembler.felix(node, routes);
        }
        if (!problem.isEmpty()) {
            assembler.remark(key, problem);
        }
    }
}
