package io.nightjar.calico.testing;

import io.nightjar.calico.store.KeyValueView;
import java.util.TreeMap;

/** Writes the keys that Calico would write, into a view. */
public final class ClusterKeys {

    private final TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();

    private long revision = 1;

    /** A node with an IPv4 address. */
    public ClusterKeys node(String name, String address) {
        return put(host(name, "ip_addr_v4"), address).put(host(name, "ip_addr_v6"), "");
    }

    /** One of the keys of a node. */
    public static String host(String node, String key) {
        return "/calico/bgp/v1/host/" + node + "/" + key;
    }

    /** One of the keys of the whole cluster. */
    public static String global(String key) {
        return "/calico/bgp/v1/global/" + key;
    }

    /** A pool without encapsulation. */
    public ClusterKeys pool(String cidr) {
        return pool(cidr, "", "");
    }

    /** A pool. */
    public ClusterKeys pool(String cidr, String device, String mode) {
        return put(
                poolKey(cidr),
                "{\"cidr\":\"" + cidr + "\",\"ipip\":\"" + device + "\",\"ipip_mode\":\"" + mode
                        + "\",\"masquerade\":true,\"ipam\":true,\"disabled\":false}");
    }

    /** Where a pool is. */
    public static String poolKey(String cidr) {
        return "/calico/v1/ipam/" + family(cidr) + "/pool/" + cidr.replace("/", "-");
    }

    /** A block of a node, with an affinity in this state. */
    public ClusterKeys block(String node, String cidr, String state) {
        return put(blockKey(node, cidr), "{\"state\":\"" + state + "\",\"deleted\":false}");
    }

    /** Where the affinity of a block is. */
    public static String blockKey(String node, String cidr) {
        return "/calico/ipam/v2/host/" + node + "/" + family(cidr).replace("v", "ipv") + "/block/"
                + cidr.replace("/", "-");
    }

    private static String family(String cidr) {
        return cidr.contains(":") ? "v6" : "v4";
    }

    /** A peer, for a node or (under its name "global") for all. */
    public ClusterKeys peer(String scope, String address, String asNumber) {
        String name = (address.contains(":") ? "peer_v6/" : "peer_v4/") + address;
        return put(
                scope.equals("global") ? global(name) : host(scope, name),
                "{\"ip\":\"" + address + "\",\"as_num\":\"" + asNumber + "\"}");
    }

    /** Any key. */
    public ClusterKeys put(String key, String value) {
        revision++;
        entries.put(key, new KeyValueView.Entry(value, revision));
        return this;
    }

    public ClusterKeys delete(String key) {
        revision++;
        entries.remove(key);
        return this;
    }

    /** What is there now. */
    public KeyValueView view() {
        return new KeyValueView("test", revision, entries);
    }
}
