package io.nightjar.rib.route;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import org.jspecify.annotations.Nullable;

/** Where a route came from. */
public sealed interface RouteSource {

    /** The peer that announced the route; null if it starts here. */
    @Nullable
    PeerId peer();

    /**
     * The route starts here.
     *
     * @param origin where it was configured: a datastore key, or file and line
     */
    record Originated(String origin) implements RouteSource {

        @Override
        public @Nullable PeerId peer() {
            return null;
        }
    }

    /**
     * A peer announced the route.
     *
     * @param peer the session's name
     * @param type internal or external
     * @param asNumber the peer's autonomous system
     * @param identifier the peer's BGP identifier
     * @param address the peer's end of the connection
     * @param clientClusterId if the peer is our client (RFC 4456): our cluster id towards it; else null
     */
    record FromPeer(
            PeerId peer,
            PeerType type,
            AsNumber asNumber,
            BgpIdentifier identifier,
            IpAddress address,
            @Nullable BgpIdentifier clientClusterId)
            implements RouteSource {

        /** The source of all routes that come over {@code session}. */
        public static FromPeer of(NegotiatedSession session, @Nullable BgpIdentifier clientClusterId) {
            return new FromPeer(
                    session.peer(),
                    session.codec().peerType(),
                    session.config().remote().asNumber(),
                    session.peerIdentifier(),
                    session.remoteAddress(),
                    clientClusterId);
        }

        /** Whether the peer is in our autonomous system. */
        public boolean internal() {
            return type == PeerType.INTERNAL;
        }
    }
}
