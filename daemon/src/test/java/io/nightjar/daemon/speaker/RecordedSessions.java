package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import java.util.List;

/** Writes down what becomes of sessions. */
record RecordedSessions(List<String> done) implements Sessions {

    @Override
    public void listen(List<ListenEndpoint> endpoints) {
        done.add("listen " + endpoints.size());
    }

    @Override
    public void add(PeerConfig peer) {
        done.add("add " + peer.id());
    }

    @Override
    public void start(PeerId peer) {
        done.add("start " + peer);
    }

    @Override
    public void replace(PeerConfig peer) {
        done.add("replace " + peer.id());
    }

    @Override
    public void remove(PeerId peer) {
        done.add("remove " + peer);
    }

    @Override
    public void addRange(NeighborRange range, BgpIdentifier identifier) {
        done.add("addRange " + range.network() + " as " + identifier);
    }

    @Override
    public void removeRange(Prefix network) {
        done.add("removeRange " + network);
    }
}
