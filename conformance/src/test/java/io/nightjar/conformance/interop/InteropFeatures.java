package io.nightjar.conformance.interop;

import java.util.List;

/** The rows of the matrix, in their order. */
final class InteropFeatures {

    static final List<InteropFeature> ALL = List.of(
            InteropFeature.of("IPv4 unicast", InteropScenario.IBGP, RouteChecks.BOTH_WAYS, RouteChecks::routesBothWays),
            InteropFeature.of(
                    "IPv6 unicast", InteropScenario.IBGP_OVER_IPV6, RouteChecks.BOTH_WAYS, RouteChecks::routesBothWays),
            InteropFeature.of("eBGP", InteropScenario.EBGP, RouteChecks.AS_PATH, RouteChecks::asPathAndNextHop),
            InteropFeature.of(
                    "eBGP over IPv6",
                    InteropScenario.EBGP_OVER_IPV6,
                    RouteChecks.AS_PATH,
                    RouteChecks::asPathAndNextHop),
            InteropFeature.of(
                    "4-octet AS (RFC 6793)",
                    InteropScenario.FOUR_OCTET_AS,
                    RouteChecks.AS_PATH,
                    RouteChecks::asPathAndNextHop),
            InteropFeature.of(
                    "Nightjar dials, the peer is passive",
                    InteropScenario.NIGHTJAR_DIALS,
                    RouteChecks.AS_PATH,
                    RouteChecks::asPathAndNextHop),
            InteropFeature.of(
                    "The peer dials, Nightjar is passive",
                    InteropScenario.PEER_DIALS,
                    RouteChecks.AS_PATH,
                    RouteChecks::asPathAndNextHop),
            InteropFeature.of(
                            "Route refresh (RFC 2918)",
                            InteropScenario.IBGP,
                            "the peer's operator asks for a refresh; its counter of received UPDATEs grows, the"
                                    + " session stays up",
                            RefreshChecks::peerAsks)
                    .notIn(
                            PeerKind.GOBGP,
                            "its softresetin reads the stored Adj-RIB-In and sends no ROUTE-REFRESH: its counter"
                                    + " stays 0"),
            InteropFeature.of(
                    "The peer's operator ends and starts the session",
                    InteropScenario.EBGP,
                    "Nightjar's status says Administrative Shutdown, its kernel loses the route, and both come back"
                            + " (ExaBGP comes back by itself at once)",
                    SessionChecks::operatorStopsAndStarts),
            InteropFeature.of(
                    "Route reflection: the peer is Nightjar's client",
                    InteropScenario.NIGHTJAR_REFLECTS,
                    "another client's route is at the peer with its next hop, ORIGINATOR_ID and CLUSTER_LIST",
                    ReflectionChecks::nightjarReflects),
            InteropFeature.of(
                    "Route reflection: Nightjar is the peer's client",
                    InteropScenario.PEER_REFLECTS,
                    "a route of the peer's other client is in Nightjar's kernel by way of its next hop; a client of"
                            + " Nightjar sees ORIGINATOR_ID and both clusters (ExaBGP says such a route itself)",
                    ReflectionChecks::peerReflects));

    private InteropFeatures() {}
}
