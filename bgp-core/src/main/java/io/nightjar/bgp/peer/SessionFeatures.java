package io.nightjar.bgp.peer;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.net.AddressFamily;
import org.jspecify.annotations.Nullable;

/**
 * What both sides of a session can do, beyond how messages are written.
 *
 * @param routeRefresh RFC 2918: either side may ask for everything again
 * @param enhancedRouteRefresh RFC 7313: beginning and end of the answer are marked
 * @param gracefulRestart what the peer offered (RFC 4724); null unless both sides offered it
 * @param longLived what the peer offered (RFC 9494); null unless both sides offered it
 * @param peerRole what the peer is to us (RFC 9234); null when it did not say, or said something unknown
 */
public record SessionFeatures(
        boolean routeRefresh,
        boolean enhancedRouteRefresh,
        @Nullable GracefulRestartCapability gracefulRestart,
        @Nullable LongLivedGracefulRestartCapability longLived,
        @Nullable BgpRole peerRole) {

    /** What our configuration and the peer's OPEN have in common. */
    public static SessionFeatures of(PeerFeatures ours, Capabilities theirs) {
        GracefulRestartSettings restart = ours.gracefulRestart();
        // RFC 4724 §3: of several, the last one counts.
        GracefulRestartCapability graceful = restart.offered()
                ? theirs.findLast(GracefulRestartCapability.class).orElse(null)
                : null;
        // RFC 9494 §4.2: without the one capability the other is ignored.
        LongLivedGracefulRestartCapability longLived = graceful != null && restart.longLivedSeconds() > 0
                ? theirs.find(LongLivedGracefulRestartCapability.class).orElse(null)
                : null;
        boolean refresh = theirs.contains(RouteRefreshCapability.CODE);
        return new SessionFeatures(
                refresh,
                refresh && theirs.contains(EnhancedRouteRefreshCapability.CODE),
                graceful,
                longLived,
                theirs.find(RoleCapability.class)
                        .flatMap(role -> BgpRole.ofCode(role.value()))
                        .orElse(null));
    }

    /** RFC 8538 §2: whether a NOTIFICATION or an expired hold timer keeps routes, too. We always offer it. */
    public boolean notificationKeepsRoutes() {
        return gracefulRestart != null && gracefulRestart.notification();
    }

    /** Whether the peer's routes of a family are kept when it restarts (RFC 4724 §4.2). */
    public boolean keepsRoutes(AddressFamily family) {
        return gracefulRestart != null && gracefulRestart.covers(family);
    }
}
