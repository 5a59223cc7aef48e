package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts objects together to a {@link ClusterState}. They come in the order of their keys; one assembler, one state. */
final class ClusterStateAssembler {

    private AsNumber asNumber = ClusterState.Globals.DEFAULT.asNumber();

    private boolean meshEnabled = ClusterState.Globals.DEFAULT.meshEnabled();

    private BgpSettings settings = BgpSettings.DEFAULT;

    private BgpSettings.@Nullable ClusterRoutes felix;

    private final SortedMap<String, BgpSettings.ClusterRoutes> felixOnNodes = new TreeMap<>();

    private FelixSettings.@Nullable Release release;

    private final SortedMap<String, BgpFilter> filters = new TreeMap<>();

    private final Map<Prefix, IpPool> poolsByRange = new HashMap<>();

    private final List<ClusterState.Rejected.Remark> remarks = new ArrayList<>();

    private final SortedMap<String, Node> nodes = new TreeMap<>();

    private final List<BgpPeer> peers = new ArrayList<>();

    private final List<RouteReflector> reflectors = new ArrayList<>();

    private final List<IpPool> pools = new ArrayList<>();

    private final List<BlockAffinity> affinities = new ArrayList<>();

    private final List<CustomFilter> customFilters = new ArrayList<>();

    void globalAsNumber(AsNumber number) {
        asNumber = number;
    }

    void meshEnabled(boolean enabled) {
        meshEnabled = enabled;
    }

    void customFilter(CustomFilter filter) {
        customFilters.add(filter);
    }

    void peer(BgpPeer peer) {
        peers.add(peer);
    }

    void felix(@Nullable String node, BgpSettings.ClusterRoutes routes) {
        if (node == null) {
            felix = routes;
        } else {
            felixOnNodes.put(node, routes);
        }
    }

    void release(FelixSettings.Release known) {
        release = known;
    }

    void reflector(RouteReflector reflector) {
        reflectors.add(reflector);
    }

    void settings(BgpSettings global) {
        settings = global;
    }

    void filter(BgpFilter filter) {
        filters.put(filter.name(), filter);
    }

    void remark(String key, String text) {
        remarks.add(new ClusterState.Rejected.Remark(key, text));
    }

    /** Of several pools for one range the first one counts. */
    void pool(IpPool pool) {
        IpPool first = poolsByRange.putIfAbsent(pool.cidr(), pool);
        if (first == null) {
            pools.add(pool);
        } else {
            remark(pool.key(), "is left out: " + first.key() + " is about " + pool.cidr() + ", too");
        }
    }

    void affinity(BlockAffinity affinity) {
        affinities.add(affinity);
    }

    Node node(String name) {
        return nodes.computeIfAbsent(name, unseen -> new Node());
    }

    ClusterState assemble(Layout layout, List<Unusable> unusables) {
        SortedMap<String, CalicoNode> finished = new TreeMap<>();
        nodes.forEach((name, node) -> finished.put(name, node.named(name)));
        return new ClusterState(
                layout,
                new ClusterState.Globals(asNumber, meshEnabled, settings),
                finished,
                peers,
                reflectors,
                filters,
                pools,
                affinities,
                new FelixSettings(felix, felixOnNodes, release),
                new ClusterState.Rejected(unusables, customFilters, remarks));
    }

    /** A node whose parts are being collected. */
    static final class Node {

        private @Nullable AsNumber asNumber;

        private NodeAddress ipv4 = NodeAddress.UNDECLARED;

        private NodeAddress ipv6 = NodeAddress.UNDECLARED;

        private NodeDetails details = NodeDetails.NONE;

        private NodeSettings settings = NodeSettings.NONE;

        void details(NodeDetails known) {
            details = known;
        }

        void settings(NodeSettings own) {
            settings = own;
        }

        void asNumber(AsNumber number) {
            asNumber = number;
        }

        void address(Afi afi, @Nullable IpAddress address) {
            place(afi, new NodeAddress(true, address, at(afi).network()));
        }

        void network(Afi afi, Prefix network) {
            NodeAddress known = at(afi);
            place(afi, new NodeAddress(known.declared(), known.address(), network));
        }

        private NodeAddress at(Afi afi) {
            return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
        }

        void place(Afi afi, NodeAddress address) {
            if (afi.equals(Afi.IPV4)) {
                ipv4 = address;
            } else {
                ipv6 = address;
            }
        }

        CalicoNode named(String name) {
            return new CalicoNode(name, asNumber, ipv4, ipv6, details, settings);
        }
    }
}
