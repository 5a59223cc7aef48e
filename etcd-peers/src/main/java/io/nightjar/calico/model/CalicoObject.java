package io.nightjar.calico.model;

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

    /** Puts it into its place. */
    void addTo(ClusterStateAssembler assembler);
}
