package io.nightjar.bgp.peer;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the TCP connection or the OPEN of a session carries. A change to any of it restarts that one session;
 * what is not here (policies) never does.
 *
 * @param id the peer's name
 * @param remote where the peer is
 * @param local who we are on this session
 * @param families offered in the OPEN; not empty
 * @param passive whether we only accept connections and never dial
 * @param timers nominal durations
 */
public record PeerConfig(
        PeerId id, Remote remote, Local local, Set<AddressFamily> families, boolean passive, PeerTimers timers) {

    public PeerConfig {
        families = Set.copyOf(families);
        if (families.isEmpty()) {
            throw new IllegalArgumentException(id + " has no address family");
        }
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
