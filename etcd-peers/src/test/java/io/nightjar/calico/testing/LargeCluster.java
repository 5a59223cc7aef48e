package io.nightjar.calico.testing;

import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.calico.store.KeyValueView;
import java.util.Locale;

/**
 * Realistic datastores of any size: nodes in racks with labels, addresses and blocks, every fiftieth a route reflector, pools
 * of all kinds, filters, and as many peers as wanted. The same sizes give the same keys.
 */
public final class LargeCluster {

    private static final int RACK = 40;

    private static final int REFLECTOR_EVERY = 50;

    private final Resources resources = new Resources();

    private LargeCluster() {}

    /** A cluster with a full mesh. */
    public static KeyValueView mesh(int nodes) {
        return new LargeCluster().nodes(nodes, false).view();
    }

    /** A cluster with route reflectors, which every node has as peers. */
    public static KeyValueView reflected(int nodes) {
        LargeCluster cluster = new LargeCluster().nodes(nodes, true);
        cluster.resources
                .put("BGPConfiguration", "default", "nodeToNodeMeshEnabled: false")
                .put("BGPPeer", "reflectors", "nodeSelector: all(), peerSelector: has(route-reflector)");
        return cluster.view();
    }

    /** A cluster of racks, in each of which as many nodes and routers on top as fit have peers of all kinds. */
    public static KeyValueView peered(int nodes, int peers) {
        LargeCluster cluster = new LargeCluster().nodes(nodes, false);
        cluster.resources.put("BGPConfiguration", "default", "nodeToNodeMeshEnabled: false");
        for (int i = 0; i < peers; i++) {
            String spec = switch (i % 4) {
                case 0 ->
                    "nodeSelector: \"rack == 'r" + i % 16 + "'\", peerIP: " + address(0x0b00_0000 + i)
                            + ", asNumber: 65001, filters: [no-default]";
                case 1 -> "node: " + node(i % nodes) + ", peerIP: " + address(0x0b00_0000 + i) + ", asNumber: 65002";
                case 2 ->
                    "nodeSelector: \"rack == 'r" + i % 16 + "'\", peerSelector: \"index == 'i" + i % nodes + "'\"";
                default -> "peerSelector: \"zone in {'z" + i % 7 + "'} && rack != 'r" + i % 5 + "'\"";
            };
            cluster.resources.put("BGPPeer", String.format(Locale.ROOT, "peer-%05d", i), spec);
        }
        return cluster.view();
    }

    /** The name of a node. */
    public static String node(int index) {
        return String.format(Locale.ROOT, "node%04d", index);
    }

    private static String address(int bits) {
        return new Ipv4Address(bits).toString();
    }

    private LargeCluster nodes(int nodes, boolean reflected) {
        for (int i = 0; i < nodes; i++) {
            boolean reflector = reflected && i % REFLECTOR_EVERY == 0;
            String labels = "rack: r" + i / RACK + ", zone: z" + i % 7 + ", index: i" + i
                    + (reflector ? ", route-reflector: 'true'" : "");
            String[] further = reflector ? new String[] {"routeReflectorClusterID: 1.0.0.1"} : new String[0];
            resources.node(
                    node(i),
                    address(0x0a00_0001 + i) + "/16",
                    "fd00::" + Integer.toHexString(i + 1) + "/64",
                    labels,
                    further);
        }
        for (int block = 0; block < 4; block++) {
            resources.block(node(0), address(0xc0a8_0000 + block * 64) + "/26", "confirmed");
        }
        resources
                .put("IPPool", "plain", "cidr: 192.168.0.0/16")
                .put("IPPool", "wrapped", "cidr: 172.16.0.0/16, ipipMode: CrossSubnet")
                .put("IPPool", "vxlan", "cidr: 172.17.0.0/16, vxlanMode: Always")
                .put("BGPFilter", "no-default", "importV4: [{action: Reject, cidr: 0.0.0.0/0, matchOperator: Equal}]");
        return this;
    }

    private KeyValueView view() {
        return resources.view();
    }
}
