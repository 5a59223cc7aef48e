package io.nightjar.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes over one session. */
final class RouteChecks {

    static final String BOTH_WAYS =
            "both call the session Established; each has the other's route in its table or kernel with"
                    + " the right next hop; a withdrawn route goes and comes back";

    static final String AS_PATH =
            "each has the other's route with the other's address as next hop; the peer shows our AS in AS_PATH";

    static final String MULTIHOP = "sessions between loopback addresses beyond a router, TTL 2; " + AS_PATH
            + "; Nightjar's kernel has the peer's route through the router";

    private RouteChecks() {}

    static void routesBothWays(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitPath(
                cell.ourBlock(), "by way of Nightjar", path -> path.nextHop().equals(cell.ourAddress()));
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
        cell.awaitKernel(Station.NIGHTJAR, "blackhole " + cell.ourBlock() + " ");
        cell.awaitStatus(
                "one route each way", peer -> peer.received() == 1 && peer.accepted() == 1 && peer.advertised() == 1);
        if (cell.kind().hasKernel()) {
            cell.awaitKernel(cell.station(), cell.ourBlock() + " via " + cell.ourAddress());
        }

        cell.peer().withdraw(cell.theirBlock());
        cell.awaitNotInOurKernel(cell.theirBlock());
        cell.peer().announce(cell.theirBlock());
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
    }

    static void asPathAndNextHop(InteropCell cell) {
        asPathAndGateway(cell, cell.theirAddress());
    }

    static void asPathThroughRouter(InteropCell cell) {
        asPathAndGateway(cell, Station.WITNESS.address());
    }

    static void ipv4OverIpv6(InteropCell cell) {
        String ourAs = Long.toString(cell.bed().scenario().as(Station.NIGHTJAR));
        cell.awaitEstablished();
        cell.awaitStatus(
                "IPv4 routes with IPv6 next hops as agreed",
                peer -> peer.session().negotiated() != null
                        && peer.session().negotiated().extendedNextHop()
                        && peer.accepted() == 1
                        && peer.advertised() == 1);
        cell.awaitPath(
                cell.ourBlock(),
                "by way of Nightjar's IPv6 address",
                path -> path.nextHop().startsWith(cell.ourAddress())
                        && path.asPath().equals(ourAs));
        cell.awaitReceived(
                "by way of its IPv6 address", path -> cell.theirAddress().equals(path.nextHop()));
        cell.awaitKernel(
                Station.NIGHTJAR,
                cell.theirBlock() + " via inet6 " + cell.theirAddress() + " dev " + InteropBed.INTERFACE
                        + " proto bird");
    }

    private static void asPathAndGateway(InteropCell cell, String gateway) {
        cell.awaitEstablished();
        String ourAs = Long.toString(cell.bed().scenario().as(Station.NIGHTJAR));
        cell.awaitPath(
                cell.ourBlock(),
                "from AS " + ourAs,
                path -> path.nextHop().equals(cell.ourAddress())
                        && path.asPath().equals(ourAs));
        cell.awaitOurKernel(cell.theirBlock(), gateway);
        cell.awaitStatus(
                "the peer's AS and its route",
                peer -> peer.asNumber() == cell.bed().scenario().as(cell.station()) && peer.accepted() == 1);
        assertThat(cell.peer().isEstablished(InteropCell.NIGHTJAR)).isTrue();
    }
}
