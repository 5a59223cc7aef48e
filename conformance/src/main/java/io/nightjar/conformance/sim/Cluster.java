package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an operator wants of the cluster, and writes into the datastore: who is a node, which blocks are whose, who reflects. Kept
 * beside the keys, so that the oracle need not read them.
 */
final class Cluster {

    private static final String RESOURCES = "/calico/resources/v3/projectcalico.org/";

    private static final String POOL = "100.64.0.0/10";

    private static final int POOL_BASE = 100 << 24 | 64 << 16;

    private static final int BLOCK_LENGTH = 26;

    private final List<Machine> machines;
    private final ClusterStore store = new ClusterStore();
    private final Set<Machine> members = new LinkedHashSet<>();
    private final Map<Machine, Integer> reflectors = new LinkedHashMap<>();
    private final Map<Prefix, Machine> owners = new LinkedHashMap<>();
    private boolean mesh;
    private int blocks;

    Cluster(List<Machine> machines) {
        this.machines = List.copyOf(machines);
        store.write(
                Map.of(
                        RESOURCES + "clusterinformations/default",
                        resource("ClusterInformation", "default", "", "\"datastoreReady\":true"),
                        RESOURCES + "ippools/default-ipv4-ippool",
                        resource(
                                "IPPool",
                                "default-ipv4-ippool",
                                "",
                                "\"cidr\":\"" + POOL
                                        + "\",\"ipipMode\":\"Never\",\"vxlanMode\":\"Never\",\"natOutgoing\":true")),
                List.of());
    }

    private static String resource(String kind, String name, String labels, String spec) {
        return "{\"kind\":\"" + kind + "\",\"apiVersion\":\"projectcalico.org/v3\",\"metadata\":{\"name\":\"" + name
                + "\"" + labels + "},\"spec\":{" + spec + "}}";
    }

    ClusterStore store() {
        return store;
    }

    List<Machine> machines() {
        return machines;
    }

    /** Says whether every node is a peer of each other one, reflectors excepted. */
    void setMesh(boolean wanted) {
        mesh = wanted;
        String spec = "\"asNumber\":64512,\"nodeToNodeMeshEnabled\":" + wanted;
        store.write(
                Map.of(RESOURCES + "bgpconfigurations/default", resource("BGPConfiguration", "default", "", spec)),
                List.of());
    }

    /** Says that every node is a peer of every reflector. */
    void peerWithReflectors() {
        String spec = "\"nodeSelector\":\"all()\",\"peerSelector\":\"route-reflector == 'true'\"";
        store.write(Map.of(RESOURCES + "bgppeers/reflectors", resource("BGPPeer", "reflectors", "", spec)), List.of());
    }

    /** Makes a machine a node, or writes it anew. */
    void join(Machine machine) {
        members.add(machine);
        Integer clusterId = reflectors.get(machine);
        String bgp = "\"ipv4Address\":\"" + machine.address() + "/8\""
                + (clusterId == null ? "" : ",\"routeReflectorClusterID\":\"224.0.0." + clusterId + "\"");
        String labels = clusterId == null ? "" : ",\"labels\":{\"route-reflector\":\"true\"}";
        store.write(
                Map.of(
                        RESOURCES + "nodes/" + machine.name(),
                        resource("Node", machine.name(), labels, "\"bgp\":{" + bgp + "}")),
                List.of());
    }

    /** Makes many machines nodes in one edit. */
    void joinAll(List<Machine> all, int blocksEach) {
        for (Machine machine : all) {
            join(machine);
            for (int i = 0; i < blocksEach; i++) {
                addBlock(machine);
            }
        }
    }

    /** Makes a node a reflector for this cluster id, 1 to 254. */
    void reflect(Machine machine, int clusterId) {
        reflectors.put(machine, clusterId);
        join(machine);
    }

    /** A node is taken out of the cluster, with its blocks. */
    void leave(Machine machine) {
        members.remove(machine);
        List<String> keys = new ArrayList<>(List.of(RESOURCES + "nodes/" + machine.name()));
        blocksOf(machine).forEach(block -> {
            owners.remove(block);
            keys.add(key(machine, block));
        });
        store.write(Map.of(), keys);
    }

    /** Gives a node a block that nobody has had before. */
    Prefix addBlock(Machine machine) {
        int base = POOL_BASE + (blocks << (32 - BLOCK_LENGTH));
        blocks++;
        String text = (base >>> 24) + "." + (base >>> 16 & 0xff) + "." + (base >>> 8 & 0xff) + "." + (base & 0xff);
        Prefix block = Prefix.parse(text + "/" + BLOCK_LENGTH);
        owners.put(block, machine);
        store.write(Map.of(key(machine, block), "{\"state\":\"confirmed\",\"deleted\":\"false\"}"), List.of());
        return block;
    }

    /** Takes a block away from its node. */
    void removeBlock(Prefix block) {
        Machine owner = owners.remove(block);
        if (owner != null) {
            store.write(Map.of(), List.of(key(owner, block)));
        }
    }

    private static String key(Machine machine, Prefix block) {
        return "/calico/ipam/v2/host/" + machine.name() + "/ipv4/block/"
                + block.toString().replace('/', '-');
    }

    List<Prefix> blocksOf(Machine machine) {
        List<Prefix> found = new ArrayList<>();
        owners.forEach((block, owner) -> {
            if (owner == machine) {
                found.add(block);
            }
        });
        return found;
    }

    /** Each block with the machine that it belongs to. */
    Map<Prefix, Machine> owners() {
        return owners;
    }

    boolean isMember(Machine machine) {
        return members.contains(machine);
    }

    boolean isMesh() {
        return mesh;
    }

    /** Each reflector with its cluster id. */
    Map<Machine, Integer> reflectors() {
        return reflectors;
    }
}
