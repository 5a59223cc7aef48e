package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import java.util.HashMap;
import java.util.Map;

/**
 * IPv4 routes of ours that the kernel denied when they were to be deleted. Mostly they are gone. If the next scan shows such a route
 * again, the kernel does not know it by all its properties: it compares next hops in its own order. Owned by the {@code kernel} thread.
 *
 * <p>In IPv6 it compares them one by one, and without any deletes those of others as well: see {@link ForeignHops}.
 */
final class UnmatchedRoutes {

    /** With the number of scans until then. */
    private final Map<Prefix, Long> denied = new HashMap<>();

    /** A route for this destination was denied. */
    void add(Prefix destination, long scans) {
        if (destination.afi().equals(Afi.IPV4)) {
            denied.put(destination, scans);
        }
    }

    /** Whether a route for this destination was denied, and a scan has shown it again; asked once, and forgotten. */
    boolean take(Prefix destination, long scans) {
        Long before = denied.isEmpty() ? null : denied.get(destination);
        if (before == null || before == scans) {
            return false;
        }
        denied.remove(destination);
        return true;
    }

    /** A scan begins: what the one before has not shown is gone. */
    void scanBegins(long scans) {
        denied.values().removeIf(before -> before < scans);
    }
}
