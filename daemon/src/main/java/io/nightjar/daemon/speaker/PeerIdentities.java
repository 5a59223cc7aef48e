package io.nightjar.daemon.speaker;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One object for the identity of each peer, whatever configuration speaks of it: so its new name is seen wherever it is known.
 */
final class PeerIdentities {

    private static final Logger LOG = LoggerFactory.getLogger(PeerIdentities.class);

    private PeerIdentities() {}

    /**
     * A configuration that speaks of peers by the objects that are known.
     *
     * @param renamed those of them that it calls otherwise than an earlier one
     */
    record Recognized(SpeakerConfig config, Set<PeerId> renamed) {}

    /**
     * Finds the peers of a configuration again, and calls them as it does.
     *
     * @param config wanted
     * @param running peers of the configuration in force
     * @param leaving peers of earlier ones that are still there
     */
    static Recognized recognize(SpeakerConfig config, List<SpeakerPeer> running, List<SpeakerPeer> leaving) {
        Map<PeerId, PeerId> known = new HashMap<>();
        running.forEach(peer -> known.put(peer.session().id(), peer.session().id()));
        leaving.forEach(peer -> known.put(peer.session().id(), peer.session().id()));
        Set<PeerId> renamed = new HashSet<>();
        List<SpeakerPeer> peers = new ArrayList<>(config.peers().size());
        for (SpeakerPeer peer : config.peers()) {
            PeerId id = peer.session().id();
            PeerId earlier = known.getOrDefault(id, id);
            if (!earlier.name().equals(id.name())) {
                LOG.info("{} is called {} from now on", earlier, id);
                earlier.rename(id.name());
                renamed.add(earlier);
            }
            peers.add(new SpeakerPeer(peer.session().with(earlier), peer.policy()));
        }
        return new Recognized(config.withPeers(peers), renamed);
    }
}
