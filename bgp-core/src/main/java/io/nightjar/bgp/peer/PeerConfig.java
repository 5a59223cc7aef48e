package io.nightjar.bgp.peer;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the TCP connection or the OPEN of a session carries. A change to any of it restarts that one session;
 * what is not here (policies) never does. What the peer is called and who dials are told apart from that: a session that there is goes
 * on ({@link #sharesSessionWith}).
 *
 * @param id which peer it is
 * @param remote where the peer is
 * @param local who we are on this session
 * @param families offered in the OPEN; not empty
 * @param passive whether we only accept connections and never dial
 * @param timers nominal durations
 * @param features what else the OPEN offers
 * @param transport how the connection is protected
 */
public record PeerConfig(
        PeerId id,
        Remote remote,
        Local local,
        Set<AddressFamily> families,
        boolean passive,
        PeerTimers timers,
        PeerFeatures features,
        PeerTransport transport) {

    public PeerConfig {
        families = Set.copyOf(families);
        if (families.isEmpty()) {
            throw new IllegalArgumentException(id + " has no address family");
        }
    }

    /** A peer without further features and without protection. */
    public PeerConfig(
            PeerId id, Remote remote, Local local, Set<AddressFamily> families, boolean passive, PeerTimers timers) {
        this(id, remote, local, families, passive, timers, PeerFeatures.NONE, PeerTransport.DEFAULT);
    }

    /** This peer with other features. */
    public PeerConfig with(PeerFeatures changed) {
        return new PeerConfig(id, remote, local, families, passive, timers, changed, transport);
    }

    /** This peer with another protection. */
    public PeerConfig with(PeerTransport changed) {
        return new PeerConfig(id, remote, local, families, passive, timers, features, changed);
    }

    /** This peer with another object for its identity. */
    public PeerConfig with(PeerId identity) {
        return new PeerConfig(identity, remote, local, families, passive, timers, features, transport);
    }

    /** Whether a session of the one is a session of the other: they differ in nothing but who dials. */
    public boolean sharesSessionWith(PeerConfig other) {
        return equals(new PeerConfig(
                other.id,
                other.remote,
                other.local,
                other.families,
                passive,
                other.timers,
                other.features,
                other.transport));
    }

    public PeerType type() {
        return remote.asNumber().equals(local.asNumber()) ? PeerType.INTERNAL : PeerType.EXTERNAL;
    }

    /**
     * The other end.
     *
     * @param address where it listens and where its connections come from
     * @param port where it listens
     * @param asNumber what its OPEN must say
     */
    public record Remote(IpAddress address, int port, AsNumber asNumber) {}

    /**
     * Our end.
     *
     * @param address the source address of connections; null leaves the choice to the kernel
     * @param asNumber what our OPEN says
     * @param identifier what our OPEN says
     */
    public record Local(@Nullable IpAddress address, AsNumber asNumber, BgpIdentifier identifier) {}
}
