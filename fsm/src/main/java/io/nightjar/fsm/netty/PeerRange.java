package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.TcpPassword;
import org.jspecify.annotations.Nullable;

/**
 * A network from which anybody may connect.
 *
 * @param network where the connections come from
 * @param factory makes a peer of each
 * @param password that its connections are signed with (RFC 2385), as {@code factory} says, too; null for none
 */
public record PeerRange(
        Prefix network,
        PassivePeerFactory factory,
        @Nullable TcpPassword password) {

    /** {@code Range_10_0_0_1}. */
    static PeerId nameOf(IpAddress address) {
        return new PeerId("Range_" + address.toString().replace('.', '_').replace(':', '_'));
    }

    PeerConfig peerAt(IpAddress address) {
        return factory.peerFor(nameOf(address), address);
    }
}
