package io.nightjar.calico.model;

import java.util.List;

/** What one key of the datastore says. */
sealed interface CalicoObject
        permits GlobalAsNumber,
                NodeMesh,
                CustomFilter,
                HostAddress,
                HostNetwork,
                HostAsNumber,
                LogLevel,
                BgpPeer,
                IpPool,
                BlockAffinity,
                NodeResource,
                GlobalConfiguration,
                NodeConfiguration,
                BgpFilter,
                FelixConfiguration,
                ClusterInformation,
                RouteReflector {

    /** Where it is in the datastore. */
    String key();

    /** What it says that cannot be used, while the rest of it holds; sentences without full stops. */
    default List<String> ignored() {
        return List.of();
    }

    /** Puts it into its place. */
    void addTo(ClusterStateAssembler assembler);
}
