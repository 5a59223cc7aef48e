package io.nightjar.rib.engine;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.inbound.Sender;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.table.AdjRibIn;
import java.util.Set;
import java.util.TreeSet;

/** An established peer: its session, its policy, and what it has announced. */
final class RibPeer {

    private final NegotiatedSession session;
    private final Sender sender;
    private final PeerOutput output;
    private final AdjRibIn adjRibIn = new AdjRibIn();
    private final Set<AddressFamily> endOfRibReceived = new TreeSet<>();
    private PeerPolicy policy;
    private FromPeer source;

    RibPeer(NegotiatedSession session, PeerPolicy policy, PeerOutput output) {
        this.session = session;
        this.sender = Sender.of(session);
        this.output = output;
        this.policy = policy;
        this.source = FromPeer.of(session, policy.clientClusterId());
    }

    PeerId id() {
        return session.peer();
    }

    NegotiatedSession session() {
        return session;
    }

    /** Who the peer is, as far as that changes what its routes mean. */
    Sender sender() {
        return sender;
    }

    PeerOutput output() {
        return output;
    }

    AdjRibIn adjRibIn() {
        return adjRibIn;
    }

    Set<AddressFamily> endOfRibReceived() {
        return endOfRibReceived;
    }

    PeerPolicy policy() {
        return policy;
    }

    /** The source of the peer's routes. */
    FromPeer source() {
        return source;
    }

    void replacePolicy(PeerPolicy changed) {
        policy = changed;
        source = FromPeer.of(session, changed.clientClusterId());
    }
}
