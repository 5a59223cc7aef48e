package io.nightjar.rib.outbound;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.policy.RoutePolicy;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a peer is told, but for which routes came from it. Peers with equal targets get equal octets.
 *
 * @param codec how messages are written
 * @param exportPolicy which best paths are announced
 * @param nextHop what the announcements say as next hop
 * @param localAs what our OPEN said
 * @param localAddress our end of the connection
 * @param clientClusterId if the peers are our clients (RFC 4456): our cluster id towards them; else null
 * @param localRole what we are to the peers (RFC 9234); null when that is left open
 * @param longLived whether the peers know what long-lived stale routes are (RFC 9494)
 * @param draining whether the peers shall look for other ways, because we are about to go (RFC 8326)
 */
public record ExportTarget(
        CodecContext codec,
        RoutePolicy exportPolicy,
        NextHopMode nextHop,
        AsNumber localAs,
        IpAddress localAddress,
        @Nullable BgpIdentifier clientClusterId,
        @Nullable BgpRole localRole,
        boolean longLived,
        boolean draining) {

    /** The target that a peer belongs to. */
    public static ExportTarget of(NegotiatedSession session, PeerPolicy policy) {
        return new ExportTarget(
                session.codec(),
                policy.exportPolicy(),
                policy.nextHop(),
                session.config().local().asNumber(),
                session.localAddress(),
                policy.clientClusterId(),
                session.localRole(),
                knowsLongLived(session.peerCapabilities()),
                false);
    }

    /** The same peers while we are about to go. */
    public ExportTarget whileDraining() {
        return new ExportTarget(
                codec, exportPolicy, nextHop, localAs, localAddress, clientClusterId, localRole, longLived, true);
    }

    /** RFC 9494 §4.5: without the one capability the other is ignored. */
    private static boolean knowsLongLived(Capabilities offered) {
        return offered.contains(LongLivedGracefulRestartCapability.CODE)
                && offered.contains(GracefulRestartCapability.CODE);
    }

    /** Whether the peers are in our autonomous system. */
    public boolean internal() {
        return codec.peerType() == PeerType.INTERNAL;
    }
}
