package io.nightjar.conformance.interop;

import java.util.List;

/** The rows of the matrix, in their order. */
final class InteropFeatures {

    private static final String NO_ROLES = "its configuration has no such words";

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
                            "Shutdown communication (RFC 9003) from the peer",
                            InteropScenario.EBGP,
                            "the peer's operator ends the session with a text, and Nightjar's status shows it",
                            SessionChecks::peersTextIsShown)
                    .notIn(PeerKind.EXABGP, "its command `teardown` takes a number and no text"),
            InteropFeature.of(
                            "Shutdown communication (RFC 9003) from Nightjar",
                            InteropScenario.EBGP,
                            "`nightjar peer disable` ends the session with a text, which the peer shows or logs",
                            SessionChecks::ourTextIsShown)
                    .notIn(
                            PeerKind.EXABGP,
                            "a NOTIFICATION with a text is a TypeError in its notification.py: `can not decode update message"
                                    + " of type \"3\"`"),
            InteropFeature.of(
                    "eBGP multihop", InteropScenario.MULTIHOP, RouteChecks.MULTIHOP, RouteChecks::asPathThroughRouter),
            InteropFeature.of(
                    "TCP MD5 (RFC 2385)",
                    InteropScenario.MD5,
                    RouteChecks.AS_PATH + "; `ss` shows a key on the connection in either kernel",
                    ProtectionChecks::bothEndsSign),
            InteropFeature.of(
                    "GTSM (RFC 5082)",
                    InteropScenario.GTSM,
                    "both sides want TTL 255 (ExaBGP sends it and does not look); " + RouteChecks.AS_PATH,
                    RouteChecks::asPathAndNextHop),
            InteropFeature.of(
                    "TCP MD5 with a wrong key",
                    InteropScenario.WRONG_KEY,
                    "no session; Nightjar's status says `connection timed out`, and its kernel counts wrong"
                            + " signatures",
                    ProtectionChecks::wrongKey),
            InteropFeature.of(
                    "GTSM with a peer that sends a low TTL",
                    InteropScenario.NO_GTSM_THERE,
                    "no session and not one message from the peer; Nightjar's kernel counts packets"
                            + " with a low TTL",
                    ProtectionChecks::lowTtl),
            InteropFeature.of(
                    "ADD-PATH (RFC 7911), Nightjar receives",
                    InteropScenario.ADD_PATH,
                    "Nightjar's status counts two accepted routes for the one prefix that the peer announces",
                    PathChecks::nightjarReceivesTwoPaths),
            InteropFeature.of(
                            "Extended messages (RFC 8654)",
                            InteropScenario.EXTENDED_MESSAGES,
                            "routes with 4320 octets of large communities: one is at the peer by way of Nightjar, the"
                                    + " peer's own is at another neighbor of Nightjar, with all communities",
                            PathChecks::bigUpdatesBothWays)
                    .notIn(PeerKind.GOBGP, "`gobgp neighbor` shows the capability as UnknownCapability(6)")
                    .notIn(PeerKind.OPENBGPD, "`announce extended yes` is a syntax error in its bgpd.conf"),
            InteropFeature.of(
                            "Graceful restart (RFC 4724), Nightjar helps",
                            InteropScenario.GRACEFUL_RESTART,
                            "the peer is killed and restarted, and `ip monitor` sees no deletion of its route",
                            RestartChecks::nightjarHelps)
                    .notIn(
                            PeerKind.OPENBGPD,
                            "its capability names no family: `bgpctl -j show neighbor` says eor: true, restart: false"),
            InteropFeature.of(
                            "Graceful restart (RFC 4724), Nightjar restarts",
                            InteropScenario.GRACEFUL_RESTART,
                            "Nightjar is killed and restarted, and the peer shows its route all the time",
                            RestartChecks::nightjarRestarts)
                    .notIn(PeerKind.EXABGP, "it has no table to keep routes in: it reports what it hears"),
            InteropFeature.of(
                            "Long-lived graceful restart (RFC 9494), Nightjar helps",
                            InteropScenario.LONG_LIVED,
                            "the peer is killed and its restart time of one second runs out: Nightjar's status says"
                                    + " `long-lived`; it is restarted, and `ip monitor` has seen no deletion of its route",
                            RestartChecks::nightjarHelpsForLong)
                    .notIn(PeerKind.BIRD_1, "its configuration has no such words")
                    .notIn(PeerKind.OPENBGPD, "its bgpd.conf has no such words")
                    .notIn(PeerKind.EXABGP, "its configuration has no such words"),
            InteropFeature.of(
                            "IPv4 routes with IPv6 next hops (RFC 8950)",
                            InteropScenario.EXTENDED_NEXT_HOP,
                            "each has the other's IPv4 route by way of the other's IPv6 address, Nightjar in its kernel, too; its"
                                    + " status says that both agreed on it",
                            RouteChecks::ipv4OverIpv6)
                    .notIn(PeerKind.BIRD_1, "its programs speak one family each")
                    .notIn(PeerKind.OPENBGPD, "its bgpd.conf has no such words"),
            InteropFeature.of(
                            "Roles (RFC 9234), the peer is Nightjar's provider",
                            InteropScenario.PEER_PROVIDES,
                            "Nightjar's status shows the peer's role, and ONLY_TO_CUSTOMER with the peer's AS on its"
                                    + " route; " + RouteChecks.AS_PATH,
                            RoleChecks::providerMarksItsRoutes)
                    .notIn(PeerKind.BIRD_1, NO_ROLES)
                    .notIn(PeerKind.GOBGP, NO_ROLES)
                    .notIn(PeerKind.EXABGP, NO_ROLES),
            InteropFeature.of(
                            "Roles (RFC 9234), both say that they provide",
                            InteropScenario.BOTH_PROVIDE,
                            "no session; Nightjar's status says Role Mismatch",
                            RoleChecks::twoProvidersRefuse)
                    .notIn(PeerKind.BIRD_1, NO_ROLES)
                    .notIn(PeerKind.GOBGP, NO_ROLES)
                    .notIn(PeerKind.EXABGP, NO_ROLES),
            InteropFeature.of(
                            "Enhanced route refresh (RFC 7313)",
                            InteropScenario.IBGP,
                            "the peer asks for a refresh and receives BoRR and EoRR, by its own log or counters",
                            RefreshChecks::markersAroundIt)
                    .notIn(
                            PeerKind.GOBGP,
                            "`gobgp neighbor` shows the capability as received only, never as advertised"),
            InteropFeature.of(
                    "ADD-PATH (RFC 7911), Nightjar sends",
                    InteropScenario.ADD_PATH,
                    "the peer shows two paths for one prefix, by way of either neighbor of Nightjar",
                    PathChecks::nightjarSendsTwoPaths),
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
