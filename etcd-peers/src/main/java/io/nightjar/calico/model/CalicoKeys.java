package io.nightjar.calico.model;

import java.util.List;

/** Which parts of the datastore matter to a node. */
public final class CalicoKeys {

    /** BGPConfiguration for all nodes. */
    public static final String DEFAULT_BGP_CONFIGURATION = Layout.RESOURCES + "bgpconfigurations/default";

    /** The cluster's AS number in the older layout. */
    public static final String GLOBAL_AS_NUMBER = "/calico/bgp/v1/global/as_num";

    /** Whether there is a full mesh, in the older layout. */
    public static final String GLOBAL_NODE_MESH = "/calico/bgp/v1/global/node_mesh";

    private CalicoKeys() {}

    /** The prefixes to follow; of the block affinities only the node's own. */
    public static List<String> prefixes(String node) {
        return prefixesWithBlocks("/calico/ipam/v2/host/" + node + "/");
    }

    /** The prefixes of all that is known about all nodes. */
    public static List<String> prefixes() {
        return prefixesWithBlocks("/calico/ipam/v2/host/");
    }

    private static List<String> prefixesWithBlocks(String blocks) {
        return List.of(
                "/calico/bgp/v1/",
                "/calico/v1/ipam/v4/pool/",
                "/calico/v1/ipam/v6/pool/",
                blocks,
                Layout.RESOURCES + "nodes/",
                Layout.RESOURCES + "bgpconfigurations/",
                Layout.RESOURCES + "bgppeers/",
                Layout.RESOURCES + "bgpfilters/",
                Layout.RESOURCES + "ippools/",
                Layout.RESOURCES + "clusterinformations/",
                Layout.RESOURCES + "felixconfigurations/");
    }
}
