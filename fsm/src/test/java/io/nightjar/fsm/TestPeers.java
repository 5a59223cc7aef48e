package io.nightjar.fsm;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import java.util.Set;

/** Configurations and OPENs for tests: we are 10.0.0.1, the peer is 10.0.0.2, both in AS 64512. */
public final class TestPeers {

    public static final AsNumber AS = AsNumber.of(64512);
    public static final IpAddress LOCAL_ADDRESS = IpAddress.parse("10.0.0.1");
    public static final IpAddress PEER_ADDRESS = IpAddress.parse("10.0.0.2");
    public static final BgpIdentifier LOCAL_ID = BgpIdentifier.parse("10.0.0.1");
    public static final BgpIdentifier PEER_ID = BgpIdentifier.parse("10.0.0.2");

    private TestPeers() {}

    /** An active internal peer with Calico's timers. */
    public static PeerConfig internal() {
        return new PeerConfig(
                new PeerId("Mesh_10_0_0_2"),
                new PeerConfig.Remote(PEER_ADDRESS, 179, AS),
                new PeerConfig.Local(LOCAL_ADDRESS, AS, LOCAL_ID),
                Set.of(AddressFamily.IPV4_UNICAST),
                false,
                PeerTimers.CALICO);
    }

    public static PeerConfig passive() {
        PeerConfig c = internal();
        return new PeerConfig(c.id(), c.remote(), c.local(), c.families(), true, c.timers());
    }

    public static PeerConfig withTimers(PeerTimers timers) {
        PeerConfig c = internal();
        return new PeerConfig(c.id(), c.remote(), c.local(), c.families(), c.passive(), timers);
    }

    public static PeerConfig withFamilies(AddressFamily... families) {
        PeerConfig c = internal();
        return new PeerConfig(c.id(), c.remote(), c.local(), Set.of(families), c.passive(), c.timers());
    }

    public static PeerConfig withAs(AsNumber local, AsNumber remote) {
        PeerConfig c = internal();
        return new PeerConfig(
                c.id(),
                new PeerConfig.Remote(PEER_ADDRESS, 179, remote),
                new PeerConfig.Local(LOCAL_ADDRESS, local, LOCAL_ID),
                c.families(),
                c.passive(),
                c.timers());
    }

    /** The same peer, where we are called {@code identifier}. */
    public static PeerConfig withIdentifier(BgpIdentifier identifier) {
        PeerConfig c = internal();
        return new PeerConfig(
                c.id(),
                c.remote(),
                new PeerConfig.Local(LOCAL_ADDRESS, AS, identifier),
                c.families(),
                c.passive(),
                c.timers());
    }

    /** What the peer at the other end of {@link #internal} would send. */
    public static OpenMessage peerOpen() {
        return peerOpen(240);
    }

    public static OpenMessage peerOpen(int holdSeconds) {
        Capabilities capabilities =
                OpenNegotiation.ourOpen(internal(), RestartState.NONE).capabilities();
        return new OpenMessage(OpenMessage.VERSION_4, AS, holdSeconds, PEER_ID, capabilities);
    }

    /** What the peer's OPEN makes of {@code config}. */
    public static NegotiatedSession negotiated(PeerConfig config, OpenMessage open) {
        try {
            return OpenNegotiation.negotiate(config, open, LOCAL_ADDRESS);
        } catch (BgpProtocolException refused) {
            throw new IllegalArgumentException(refused);
        }
    }

    public static NegotiatedSession negotiated() {
        return negotiated(internal(), peerOpen());
    }
}
