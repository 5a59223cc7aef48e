package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an operator wants of the cluster, and writes into the datastore: who is a node, which blocks are whose, who reflects. Kept
 * beside the keys, so that the oracle need not read them.
 */
final class Cluster {

    private static final String RESOURCES = "/calico/resources/v3/projectcalico.org/";

    /** The addresses of a block of either family are in the last six bits. */
    private static final int BLOCK_BITS = 6;

    private static final int POOL_BASE = 100 << 24 | 64 << 16;

    private static final String REFLECTORS = RESOURCES + "bgppeers/reflectors";

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
                        resource("ClusterInformation", "default", "", "\"datastoreReady\":true")),
                List.of());
        writePool("default-ipv4-ippool", "100.64.0.0/10");
        writePool("default-ipv6-ippool", "fd80::/48");
    }

    private void writePool(String name, String cidr) {
        String spec = "\"cidr\":\"" + cidr + "\",\"ipipMode\":\"Never\",\"vxlanMode\":\"Never\",\"natOutgoing\":true";
        store.write(Map.of(RESOURCES + "ippools/" + name, resource("IPPool", name, "", spec)), List.of());
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

    /** All machines by their addresses. */
    Map<IpAddress, Machine> byAddress() {
        Map<IpAddress, Machine> all = new HashMap<>();
        machines.forEach(machine -> machine.addresses().forEach(address -> all.put(address, machine)));
        return all;
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
        store.write(Map.of(REFLECTORS, resource("BGPPeer", "reflectors", "", spec)), List.of());
    }

    /** Says nothing of reflectors any more. */
    void forgetReflectors() {
        store.write(Map.of(), List.of(REFLECTORS));
    }

    /** Makes a machine a standalone reflector, of which every node is a client. */
    void standAlone(Machine machine, int clusterId) {
        machine.standAlone();
        reflectors.put(machine, clusterId);
        for (IpAddress address : machine.addresses()) {
            String name = machine.name() + "-" + address.afi().toString().toLowerCase(Locale.ROOT);
            String spec = "\"peerIP\":\"" + address + "\",\"asNumber\":64512";
            store.write(Map.of(RESOURCES + "bgppeers/" + name, resource("BGPPeer", name, "", spec)), List.of());
        }
    }

    /** Makes a machine a node, or writes it anew. */
    void join(Machine machine) {
        members.add(machine);
        Integer clusterId = reflectors.get(machine);
        String bgp =
                bgp(machine) + (clusterId == null ? "" : ",\"routeReflectorClusterID\":\"224.0.0." + clusterId + "\"");
        String labels = clusterId == null ? "" : ",\"labels\":{\"route-reflector\":\"true\"}";
        store.write(
                Map.of(
                        RESOURCES + "nodes/" + machine.name(),
                        resource("Node", machine.name(), labels, "\"bgp\":{" + bgp + "}")),
                List.of());
    }

    private static String bgp(Machine machine) {
        List<String> fields = new ArrayList<>();
        for (IpAddress address : machine.addresses()) {
            fields.add(
                    address.afi().equals(Afi.IPV4)
                            ? "\"ipv4Address\":\"" + address + "/8\""
                            : "\"ipv6Address\":\"" + address + "/64\"");
        }
        return String.join(",", fields);
    }

    /** Makes all machines nodes that are no standalone reflectors, with so many blocks of each family. */
    void joinAll(int blocksEach) {
        for (Machine machine : machines) {
            if (!machine.isStandalone()) {
                join(machine);
                for (int i = 0; i < blocksEach; i++) {
                    addBlocks(machine);
                }
            }
        }
    }

    /** Makes a node a reflector for this cluster id, 1 to 254. */
    void reflect(Machine machine, int clusterId) {
        machine.reflect();
        reflectors.put(machine, clusterId);
        join(machine);
    }

    /** A node reflects no more. */
    void reflectNoMore(Machine machine) {
        reflectors.remove(machine);
        if (isMember(machine)) {
            join(machine);
        }
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

    /** Gives a node a block of each family. */
    void addBlocks(Machine machine) {
        machine.addresses().forEach(address -> addBlock(machine, address.afi()));
    }

    /** Gives a node a block that nobody has had before. */
    Prefix addBlock(Machine machine, Afi afi) {
        int offset = blocks << BLOCK_BITS;
        blocks++;
        IpAddress base = afi.equals(Afi.IPV4)
                ? new Ipv4Address(POOL_BASE + offset)
                : IpAddress.parse(String.format("fd80::%x:%x", offset >>> 16, offset & 0xffff));
        Prefix block = new Prefix(base, base.bitLength() - BLOCK_BITS);
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
        return "/calico/ipam/v2/host/" + machine.name() + "/ipv" + (block.afi().equals(Afi.IPV4) ? 4 : 6) + "/block/"
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

    /** Whether a machine takes part: as a node, or as a standalone reflector. */
    boolean isPart(Machine machine) {
        return machine.isStandalone() || isMember(machine);
    }

    /** Who is whose peer now. */
    Wiring wiring() {
        return new Wiring(mesh, members, reflectors.keySet());
    }

    boolean isMesh() {
        return mesh;
    }

    /** Each reflector with its cluster id. */
    Map<Machine, Integer> reflectors() {
        return reflectors;
    }
}
