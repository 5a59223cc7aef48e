package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cluster at one moment, as far as it could be understood.
 *
 * @param layout which is in force
 * @param globals what holds for all nodes
 * @param nodes by name
 * @param peers in the order of their keys
 * @param reflectors standalone ones of Calico 2, in the order of their keys
 * @param filters by name
 * @param pools in the order of their keys
 * @param affinities in the order of their keys; those of other nodes may be missing
 * @param felix what our neighbour on each node has been told
 * @param rejected what could not be used as it is
 */
public record ClusterState(
        Layout layout,
        Globals globals,
        SortedMap<String, CalicoNode> nodes,
        List<BgpPeer> peers,
        List<RouteReflector> reflectors,
        SortedMap<String, BgpFilter> filters,
        List<IpPool> pools,
        List<BlockAffinity> affinities,
        FelixSettings felix,
        Rejected rejected) {

    public ClusterState {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        peers = List.copyOf(peers);
        reflectors = List.copyOf(reflectors);
        filters = Collections.unmodifiableSortedMap(new TreeMap<>(filters));
        pools = List.copyOf(pools);
        affinities = List.copyOf(affinities);
    }

    /**
     * What holds for all nodes.
     *
     * @param asNumber the autonomous system of nodes that have none of their own
     * @param meshEnabled whether each node is a peer of each other
     * @param settings what only Calico 3 says
     */
    public record Globals(AsNumber asNumber, boolean meshEnabled, BgpSettings settings) {

        /** What the older layout can say. */
        public Globals(AsNumber asNumber, boolean meshEnabled) {
            this(asNumber, meshEnabled, BgpSettings.DEFAULT);
        }

        /** What Calico assumes when nobody says anything. */
        public static final Globals DEFAULT = new Globals(AsNumber.of(64512), true);
    }

    /**
     * What is not in force.
     *
     * @param unusables objects with a defect, in the order of their keys
     * @param customFilters objects that are sound but mean nothing here, in the order of their keys
     * @param remarks what else somebody should know about an object
     */
    public record Rejected(List<Unusable> unusables, List<CustomFilter> customFilters, List<Remark> remarks) {

        public Rejected {
            unusables = List.copyOf(unusables);
            customFilters = List.copyOf(customFilters);
            remarks = List.copyOf(remarks);
        }

        /**
         * Something about an object that is in force.
         *
         * @param key where it is
         * @param text a sentence without its full stop
         */
        public record Remark(String key, String text) {}
    }

    /** Every place of a password that is referred to. */
    public SortedSet<SecretKeyRef> secrets() {
        SortedSet<SecretKeyRef> secrets = new TreeSet<>();
        SecretKeyRef mesh = globals.settings().mesh().password();
        if (mesh != null) {
            secrets.add(mesh);
        }
        for (BgpPeer peer : peers) {
            SecretKeyRef password = peer.options().extras().password();
            if (password != null) {
                secrets.add(password);
            }
        }
        return secrets;
    }
}
