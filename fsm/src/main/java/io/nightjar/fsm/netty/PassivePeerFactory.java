package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;

/** Makes the configuration of a peer that has connected from inside a neighbour range. Called from any event loop. */
@FunctionalInterface
public interface PassivePeerFactory {

    /**
     * The passive peer at {@code address}.
     *
     * @param id what it has to be named
     */
    PeerConfig peerFor(PeerId id, IpAddress address);
}
