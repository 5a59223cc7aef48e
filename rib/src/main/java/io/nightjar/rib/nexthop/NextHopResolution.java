package io.nightjar.rib.nexthop;

import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** How a next hop is reached (RFC 4271 §9.1.2.1). */
public sealed interface NextHopResolution {

    /** Whether a route with this next hop may be used for forwarding. */
    default boolean reachable() {
        return this instanceof Via;
    }

    /**
     * Reached.
     *
     * @param gateway the directly connected router to send to; null when there is no forwarding on this machine
     * @param interfaceName through which; empty when there is no forwarding on this machine
     * @param interfaceIndex through which; 0 when there is no forwarding on this machine
     * @param igpMetric the cost to get there, compared in the decision (RFC 4271 §9.1.2.2 e)
     * @param onlink whether a route through the gateway has to say that it is reached on that interface even if no address or
     *     route there covers it
     */
    record Via(@Nullable IpAddress gateway, String interfaceName, int interfaceIndex, long igpMetric, boolean onlink)
            implements NextHopResolution {

        /** The cost of what is behind a gateway, which nobody knows: worse than any that is known. */
        public static final long UNKNOWN_METRIC = 0xffff_ffffL;

        /** Through a gateway that the interface's addresses or routes cover. */
        public Via(@Nullable IpAddress gateway, String interfaceName, int interfaceIndex, long igpMetric) {
            this(gateway, interfaceName, interfaceIndex, igpMetric, false);
        }

        /** The same way, to something farther than its gateway. */
        public Via withUnknownMetric() {
            return new Via(gateway, interfaceName, interfaceIndex, UNKNOWN_METRIC, onlink);
        }
    }

    /** Not reached. */
    record Unreachable(Reason reason) implements NextHopResolution {

        /** Why a next hop cannot be used. */
        public enum Reason {
            /** Nothing covers the next hop. */
            NO_ROUTE,
            /** The next hop is an address of this machine. */
            LOCAL_ADDRESS,
            /** The best route to it discards, or all its links are down. */
            UNREACHABLE_ROUTE,
            /** The best route to it is a BGP route, whose next hop would have to be resolved in turn. */
            BGP_ROUTE
        }
    }
}
