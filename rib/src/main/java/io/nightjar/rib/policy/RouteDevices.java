package io.nightjar.rib.policy;

import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;

/** Knows through which network device the packets of a route leave at the moment. */
@FunctionalInterface
public interface RouteDevices {

    /** What the kernel said of its own routes; the way to next hops is not known. */
    RouteDevices OF_THE_KERNEL =
            route -> route.source() instanceof RouteSource.Learned learned ? learned.interfaceName() : "";

    /** The device's name; empty when there is none, or several. */
    String of(Route route);
}
