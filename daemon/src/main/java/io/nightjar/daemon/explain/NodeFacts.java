package io.nightjar.daemon.explain;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What everybody knows about one node at one moment.
 *
 * @param name the node, or a peer
 * @param datastore what is made of it; null without one, or before it was read
 * @param away why the datastore is not current; empty if it is
 * @param config what is in force
 * @param sessions how they are
 * @param peers what the table knows of them
 * @param blocks the node's, each explained
 */
public record NodeFacts(
        String name,
        @Nullable DatastoreFacts datastore,
        String away,
        SpeakerConfig config,
        SessionFacts sessions,
        Map<PeerId, PeerView> peers,
        List<Explanation> blocks) {

    public NodeFacts {
        peers = Map.copyOf(peers);
        blocks = List.copyOf(blocks);
    }
}
