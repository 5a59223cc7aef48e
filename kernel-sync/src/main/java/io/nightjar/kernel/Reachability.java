package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;

/** How a BGP next hop is reached from here (RFC 4271 §9.1.2.1). */
public sealed interface Reachability {

    /** The metric of a next hop behind a gateway, which nobody knows: worse than any that is known. */
    long UNKNOWN_METRIC = 0xffff_ffffL;

    /**
     * Reached.
     *
     * @param gateway the router to send to: the next hop itself if it is a neighbour
     * @param interfaceName through which
     * @param interfaceIndex through which
     * @param igpMetric 0 for a neighbour, {@link #UNKNOWN_METRIC} behind a gateway
     * @param onlink whether the gateway is reached on that link even if no address or route there covers it: so says the
     *     kernel's route (RTNH_F_ONLINK), and routes over the same gateway have to say it, too
     */
    record Via(IpAddress gateway, String interfaceName, int interfaceIndex, long igpMetric, boolean onlink)
            implements Reachability {

        /** A gateway that the link's addresses or routes cover. */
        public Via(IpAddress gateway, String interfaceName, int interfaceIndex, long igpMetric) {
            this(gateway, interfaceName, interfaceIndex, igpMetric, false);
        }
    }

    /** Not reached. */
    record Unreachable(Reason reason) implements Reachability {}

    /** Why not. */
    enum Reason {
        /** Nothing covers the next hop. */
        NO_ROUTE,
        /** The next hop is an address of this machine. */
        LOCAL_ADDRESS,
        /** The best route to it discards, or all its links are down. */
        UNREACHABLE_ROUTE
    }
}
