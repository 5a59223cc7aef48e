package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cluster at one moment, as far as it could be understood.
 *
 * @param globals what holds for all nodes
 * @param nodes by name
 * @param peers in the order of their keys
 * @param pools in the order of their keys
 * @param affinities in the order of their keys; those of other nodes may be missing
 * @param rejected what could not be used as it is
 */
public record ClusterState(
        Globals globals,
        SortedMap<String, CalicoNode> nodes,
        List<BgpPeer> peers,
        List<IpPool> pools,
        List<BlockAffinity> affinities,
        Rejected rejected) {

    public ClusterState {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        peers = List.copyOf(peers);
        pools = List.copyOf(pools);
        affinities = List.copyOf(affinities);
    }

    /**
     * What holds for all nodes.
     *
     * @param asNumber the autonomous system of nodes that have none of their own
     * @param meshEnabled whether each node is a peer of each other
     */
    public record Globals(AsNumber asNumber, boolean meshEnabled) {

        /** What Calico assumes when nobody says anything. */
        public static final Globals DEFAULT = new Globals(AsNumber.of(64512), true);
    }

    /**
     * What is not in force.
     *
     * @param unusables objects with a defect, in the order of their keys
     * @param customFilters objects that are sound but mean nothing here, in the order of their keys
     */
    public record Rejected(List<Unusable> unusables, List<CustomFilter> customFilters) {

        public Rejected {
            unusables = List.copyOf(unusables);
            customFilters = List.copyOf(customFilters);
        }
    }
}
