package io.nightjar.conformance.interop;

import io.nightjar.daemon.lab.LabSite;
import java.util.ArrayList;
import java.util.List;

/** Addresses that the stations reach only by way of a router, which the witness's node is. */
final class RoutedStations {

    private static final String NETWORK = "10.99.0.0/24";

    private RoutedStations() {}

    static void build(LabSite site, int stations) {
        String router = Station.WITNESS.node();
        site.output(router, "sh", "-c", "echo 0 | tee /proc/sys/net/ipv4/conf/*/send_redirects");
        List<String> routes = new ArrayList<>();
        for (int number = 0; number < stations; number++) {
            Station station = new Station(number);
            if (!station.equals(Station.WITNESS)) {
                routes.add("route add " + station.loopback() + "/32 via " + station.address());
                site.output(station.node(), "ip", "address", "add", station.loopback() + "/32", "dev", "lo");
                site.output(station.node(), "ip", "route", "add", NETWORK, "via", Station.WITNESS.address());
            }
        }
        site.commands().output(site.namespace(router).batch(routes));
    }
}
