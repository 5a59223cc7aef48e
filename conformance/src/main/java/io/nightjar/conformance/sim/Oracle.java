package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every kernel has to hold once all is at rest, worked out from who runs, who can talk to whom and who owns which block. It
 * knows no sessions and no tables; of reflection it knows who may tell whom (RFC 4456 §6 and §8).
 */
final class Oracle {

    private final Cluster cluster;
    private final List<Machine> reflectors = new ArrayList<>();
    private final List<Integer> clusterIds = new ArrayList<>();
    private final Map<Long, Long> holders = new HashMap<>();

    /** By the numbers of machines. */
    private final boolean[] part;

    /** By the numbers of machines: the reflectors that each of them has sessions with, as bits. */
    private final long[] talksTo;

    /** By the numbers of machines: the reflectors that get to know what each of them announces, as bits. */
    private final long[] told;

    Oracle(Cluster cluster) {
        this.cluster = cluster;
        int count = cluster.machines().size();
        part = new boolean[count];
        talksTo = new long[count];
        told = new long[count];
    }

    /** Something has changed: who runs, who can be reached, who reflects. */
    void worldChanged() {
        holders.clear();
        reflectors.clear();
        clusterIds.clear();
        cluster.reflectors().forEach((machine, id) -> {
            reflectors.add(machine);
            clusterIds.add(id);
        });
        List<Machine> machines = cluster.machines();
        machines.forEach(machine -> part[machine.number()] = machine.isRunning() && cluster.isPart(machine));
        machines.forEach(machine -> talksTo[machine.number()] = reflectorsOf(machine));
        machines.forEach(machine -> told[machine.number()] = holders(machine));
    }

    /** Where a running machine has to send packets for a destination: to their owner, which may be itself; null for nowhere. */
    @Nullable
    Machine target(Machine machine, Prefix destination) {
        return target(machine, cluster.owners().get(destination));
    }

    /** The same for a destination with this owner. */
    @Nullable
    Machine target(Machine machine, @Nullable Machine owner) {
        if (owner == null || machine.isStandalone()) {
            return null;
        }
        return owner == machine || hears(machine, owner) ? owner : null;
    }

    /** Whether this is what the kernel of a machine has to hold for a destination with this {@link #target}. */
    static boolean isRight(Machine machine, @Nullable Machine target, @Nullable KernelRoute route) {
        if (target == null || route == null) {
            return target == null && route == null;
        }
        return target == machine
                ? route.type() == RouteType.BLACKHOLE
                : route.type() == RouteType.UNICAST
                        && leadsTo(route, target.address(route.destination().afi()));
    }

    /** Whether this is what the kernel of a running machine has to hold for a destination. */
    boolean isRight(Machine machine, Prefix destination, @Nullable KernelRoute route) {
        return isRight(machine, target(machine, destination), route);
    }

    private static boolean leadsTo(KernelRoute route, IpAddress owner) {
        List<KernelNextHop> hops = route.nextHops();
        return hops.size() == 1
                && owner.equals(hops.get(0).gateway())
                && hops.get(0).interfaceIndex() == 2;
    }

    /** What a kernel has to hold, for people. */
    String expectation(Machine machine, Prefix destination) {
        Machine target = target(machine, destination);
        if (target == machine) {
            return "blackhole";
        }
        return target == null ? "nothing" : "via " + target.address(destination.afi());
    }

    /** Whether what {@code owner} announces gets to another machine. */
    private boolean hears(Machine machine, Machine owner) {
        if (isPart(machine) && isPart(owner) && arePeers(machine, owner)) {
            return true;
        }
        long holding = told[owner.number()];
        int own = reflectors.indexOf(machine);
        return own >= 0 ? (holding >> own & 1) != 0 : (holding & talksTo(machine)) != 0;
    }

    private boolean isPart(Machine machine) {
        return part[machine.number()];
    }

    private boolean arePeers(Machine one, Machine other) {
        boolean strangers = one.isStandalone() && other.isStandalone();
        if (one == other || strangers || one.isPartedFrom(other)) {
            return false;
        }
        return cluster.isMesh() || reflectors.contains(one) || reflectors.contains(other);
    }

    private long talksTo(Machine machine) {
        return talksTo[machine.number()];
    }

    private long reflectorsOf(Machine machine) {
        long bits = 0;
        for (int i = 0; i < reflectors.size(); i++) {
            Machine reflector = reflectors.get(i);
            if (isPart(machine) && isPart(reflector) && arePeers(machine, reflector)) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    /** The reflectors that get to know what a machine announces, as bits; the same for all that have sessions with the same ones. */
    private long holders(Machine owner) {
        long first = talksTo(owner);
        int own = reflectors.indexOf(owner);
        long key = own < 0 ? first : -1L - own;
        Long known = holders.get(key);
        if (known == null) {
            long[] found = {0};
            for (int i = 0; i < reflectors.size(); i++) {
                if ((first >> i & 1) != 0) {
                    spread(new Told(i, own, 0), own, found);
                }
            }
            known = found[0];
            holders.put(key, known);
        }
        return known;
    }

    /**
     * A reflector that has been told.
     *
     * @param by by which reflector; negative for a client
     * @param clusters that it has come through, as bits by cluster id
     */
    private record Told(int reflector, int by, long clusters) {}

    private void spread(Told told, int owner, long[] found) {
        found[0] |= 1L << told.reflector();
        int id = clusterIds.get(told.reflector());
        long clusters = told.clusters() | 1L << id;
        long peers = talksTo(reflectors.get(told.reflector()));
        for (int next = 0; next < reflectors.size(); next++) {
            int nextId = clusterIds.get(next);
            boolean fromClient = told.by() < 0 || clusterIds.get(told.by()) != id;
            boolean mayBeTold = next != owner && next != told.by() && (fromClient || nextId != id);
            boolean isLoop = (clusters >> nextId & 1) != 0;
            if ((peers >> next & 1) != 0 && mayBeTold && !isLoop) {
                spread(new Told(next, told.reflector(), clusters), owner, found);
            }
        }
    }
}
