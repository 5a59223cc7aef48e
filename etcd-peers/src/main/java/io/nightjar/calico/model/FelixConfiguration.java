package io.nightjar.calico.model;

import io.nightjar.calico.model.BgpSettings.ClusterRoutes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A FelixConfiguration: of one node, or the one for all. */
record FelixConfiguration(
        String key, @Nullable String node, @Nullable ClusterRoutes routes, String problem) implements CalicoObject {

    @Override
    public List<String> ignored() {
        return problem.isEmpty() ? List.of() : List.of(problem);
    }

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
