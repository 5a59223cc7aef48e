package io.nightjar.rib.inbound;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerType;
import org.jspecify.annotations.Nullable;

/**
 * Who has sent a route, as far as that changes what the route means here.
 *
 * @param type internal or external
 * @param asNumber the peer's autonomous system
 * @param role what the peer is to us (RFC 9234); null when we have no role towards it
 */
public record Sender(
        PeerType type, AsNumber asNumber, @Nullable BgpRole role) {

    /** The peer at the other end of a session. */
    public static Sender of(NegotiatedSession session) {
        BgpRole ours = session.localRole();
        return new Sender(
                session.codec().peerType(),
                session.config().remote().asNumber(),
                ours == null ? null : ours.counterpart());
    }

    /** Whether the peer is in our autonomous system. */
    public boolean internal() {
        return type == PeerType.INTERNAL;
    }
}
