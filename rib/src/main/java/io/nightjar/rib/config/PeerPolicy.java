package io.nightjar.rib.config;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.policy.RoutePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the routes from and to a peer. Peers with equal policies and codecs share an update group.
 *
 * @param importPolicy which received routes take part in the decision
 * @param exportPolicy which best routes are announced
 * @param nextHop what the announcements say as next hop
 * @param clientClusterId if the peer is our route reflector client (RFC 4456): our cluster id towards it; else null
 */
public record PeerPolicy(
        RoutePolicy importPolicy,
        RoutePolicy exportPolicy,
        NextHopMode nextHop,
        @Nullable BgpIdentifier clientClusterId) {

    /** How NEXT_HOP is set on export (RFC 4271 §5.1.3). */
    public enum NextHopMode {
        /** Own routes and external peers get our address; reflected and internal routes keep theirs. */
        AUTO,
        /** Always our address on the session. */
        SELF,
        /** Never changed, except for routes that have none yet. */
        KEEP
    }
}
