package io.nightjar.rib.nexthop;

import io.nightjar.bgp.net.IpAddress;

/** What is known about reachability at one moment, as an immutable value that the table gets replaced. */
@FunctionalInterface
public interface NextHopResolver {

    /** A speaker that forwards nothing needs no routes of its own: every next hop is as good as any other. */
    NextHopResolver NO_FORWARDING = nextHop -> new NextHopResolution.Via(null, "", 0, 0);

    NextHopResolution resolve(IpAddress nextHop);
}
