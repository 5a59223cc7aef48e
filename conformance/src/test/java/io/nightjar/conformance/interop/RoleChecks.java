package io.nightjar.conformance.interop;

/** Who provides for whom (RFC 9234). */
final class RoleChecks {

    private RoleChecks() {}

    static void providerMarksItsRoutes(InteropCell cell) {
        String provider = Long.toString(cell.bed().scenario().as(cell.station()));
        RouteChecks.asPathAndNextHop(cell);
        cell.awaitStatus(
                "the peer's role",
                peer -> peer.session().negotiated() != null
                        && "provider".equals(peer.session().negotiated().peerRole()));
        cell.awaitReceived(
                "as a route for customers only",
                path -> path.attributes().stream()
                        .anyMatch(attribute -> attribute.name().equals("ONLY_TO_CUSTOMER")
                                && attribute.value().equals(provider)));
    }

    /** Whoever sees it first tells the other. */
    static void twoProvidersRefuse(InteropCell cell) {
        cell.awaitStatus(
                "Role Mismatch",
                peer -> String.valueOf(peer.lastError()).contains("Role Mismatch")
                        && peer.session().counters().established() == 0);
    }
}
