package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.netty.BgpEndpoint;
import io.nightjar.fsm.netty.ListenAddress;
import io.nightjar.fsm.netty.PeerRange;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import java.util.List;

/** What a reconfiguration does to sessions. */
public interface Sessions {

    void listen(List<ListenEndpoint> endpoints);

    /** Knows a peer from now on. Its session begins with {@link #start}, or earlier if the peer connects. */
    void add(PeerConfig peer);

    /** Wants a session with a peer that has been added. */
    void start(PeerId peer);

    /** Restarts the session with Cease, Other Configuration Change, unless it {@linkplain PeerConfig#sharesSessionWith is the same}. */
    void replace(PeerConfig peer);

    /** Ends the session with Cease, Peer De-configured. */
    void remove(PeerId peer);

    /** Accepts connections from a network. */
    void addRange(NeighborRange range, BgpIdentifier identifier);

    /** Accepts them no more, and ends those that came from there. */
    void removeRange(Prefix network);

    /** The sessions of an endpoint. */
    static EndpointSessions of(BgpEndpoint endpoint) {
        return new EndpointSessions(endpoint);
    }

    /** See {@link #of}. */
    record EndpointSessions(BgpEndpoint endpoint) implements Sessions {

        @Override
        public void listen(List<ListenEndpoint> endpoints) {
            var unused = endpoint.listen(endpoints.stream()
                    .map(listen -> new ListenAddress(listen.address(), listen.port()))
                    .toList());
        }

        @Override
        public void add(PeerConfig peer) {
            endpoint.file(peer);
        }

        @Override
        public void start(PeerId peer) {
            endpoint.start(peer);
        }

        @Override
        public void replace(PeerConfig peer) {
            endpoint.replace(peer);
        }

        @Override
        public void remove(PeerId peer) {
            endpoint.remove(peer);
        }

        @Override
        public void addRange(NeighborRange range, BgpIdentifier identifier) {
            endpoint.addRange(new PeerRange(
                    range.network(),
                    (id, address) -> new PeerConfig(
                            id,
                            new PeerConfig.Remote(address, ListenEndpoint.BGP_PORT, range.asNumber()),
                            new PeerConfig.Local(null, range.localAs(), identifier),
                            range.families(),
                            true,
                            range.timers(),
                            range.features(),
                            range.transport()),
                    range.transport().password()));
        }

        @Override
        public void removeRange(Prefix network) {
            endpoint.removeRange(network);
        }
    }
}
