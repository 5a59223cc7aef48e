package io.nightjar.rib.nexthop;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.Set;

/** What is known about reachability at one moment, as an immutable value that the table gets replaced. */
@FunctionalInterface
public interface NextHopResolver {

    /** A speaker that forwards nothing needs no routes of its own: every next hop is as good as any other. */
    NextHopResolver NO_FORWARDING = nextHop -> Match.certain(new NextHopResolution.Via(null, "", 0, 0));

    /** Prefixes that have all next hops inside. */
    Set<Prefix> EVERYWHERE = Set.of(Prefix.IPV4_DEFAULT, Prefix.IPV6_DEFAULT);

    Match resolve(IpAddress nextHop);

    /**
     * What the machine's own routes say of a next hop, and when the table's routes have a better claim.
     *
     * @param resolution by the machine's own routes
     * @param outrankedFrom the shortest prefix length with which a route of the table that covers the next hop goes before:
     *     more than the length of a connected prefix, at least that of another route
     */
    record Match(NextHopResolution resolution, int outrankedFrom) {

        private static final int NEVER = 129;

        /** Whatever the table has. */
        public static Match certain(NextHopResolution resolution) {
            return new Match(resolution, NEVER);
        }
    }
}
