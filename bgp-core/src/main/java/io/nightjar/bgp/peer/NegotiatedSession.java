package io.nightjar.bgp.peer;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What two OPENs agreed on: everything about an established session that the table needs to know.
 *
 * @param config the peer's configuration, with our side of the OPEN
 * @param peerIdentifier from the peer's OPEN
 * @param localAddress our end of the connection
 * @param peerCapabilities everything that the peer offered
 * @param codec how messages are written on this session
 * @param times the negotiated hold time and keepalive interval
 * @param features what both sides can do, beyond how messages are written; follows from {@code config} and
 *     {@code peerCapabilities}
 */
public record NegotiatedSession(
        PeerConfig config,
        BgpIdentifier peerIdentifier,
        IpAddress localAddress,
        Capabilities peerCapabilities,
        CodecContext codec,
        Times times,
        SessionFeatures features) {

    /** A session with the features that both sides have in common. */
    public NegotiatedSession(
            PeerConfig config,
            BgpIdentifier peerIdentifier,
            IpAddress localAddress,
            Capabilities peerCapabilities,
            CodecContext codec,
            Times times) {
        this(
                config,
                peerIdentifier,
                localAddress,
                peerCapabilities,
                codec,
                times,
                SessionFeatures.of(config.features(), peerCapabilities));
    }

    public PeerId peer() {
        return config.id();
    }

    /** What we are to an external peer (RFC 9234); null when that is left open. */
    public @Nullable BgpRole localRole() {
        RoleSettings role = config.features().role();
        return role == null || codec.peerType() == PeerType.INTERNAL ? null : role.role();
    }

    public IpAddress remoteAddress() {
        return config.remote().address();
    }

    /**
     * In seconds.
     *
     * @param holdSeconds the smaller of both proposals; 0 switches both timers off
     * @param keepaliveSeconds between two KEEPALIVEs
     */
    public record Times(int holdSeconds, int keepaliveSeconds) {}
}
