package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteType;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way of a packet through the cluster, from kernel to kernel. */
final class Walk {

    private final Map<IpAddress, Machine> machines;

    Walk(Cluster cluster) {
        machines = cluster.byAddress();
    }

    /** What is wrong with the way from a machine to a destination; null if it ends where that is. */
    @Nullable
    String fault(Machine from, Prefix destination) {
        Machine here = from;
        // Longer than all machines in a row is a circle.
        for (int hops = 0; here != null && hops < machines.size(); hops++) {
            KernelRoute route = here.kernel().at(destination);
            if (route == null) {
                return "a packet from " + from + " to " + destination + " ends at " + here;
            }
            if (route.type() != RouteType.UNICAST) {
                return null;
            }
            IpAddress gateway = route.nextHops().get(0).gateway();
            here = gateway == null ? null : machines.get(gateway);
        }
        return "a packet from " + from + " to " + destination
                + (here == null ? " leaves the cluster" : " runs in a circle");
    }

    /** Whether packets that a machine sends on to a destination come back to it, over whichever next hops. */
    boolean comesBack(Machine from, Prefix destination) {
        Set<Machine> seen = new HashSet<>();
        Queue<Machine> ahead = new ArrayDeque<>();
        for (Machine here = from; here != null; here = ahead.poll()) {
            for (KernelNextHop hop : hops(here, destination)) {
                Machine next = machines.get(hop.gateway());
                if (next == from) {
                    return true;
                }
                if (next != null && seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return false;
    }

    private static List<KernelNextHop> hops(Machine machine, Prefix destination) {
        KernelRoute route = machine.kernel().at(destination);
        return route == null || route.type() != RouteType.UNICAST ? List.of() : route.nextHops();
    }
}
