package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Peers that are not to be route reflector clients any more, but keep their session. They are reflected to for {@link
 * Departures#PATIENCE}, as they have to hear from each other before they can do without. Owned by the {@code control} thread.
 */
final class FormerClients {

    private static final Logger LOG = LoggerFactory.getLogger(FormerClients.class);

    private final Departures.Outlook outlook;

    private final Runnable changed;

    /** All peers with a session, as they were wanted last. */
    private Map<PeerId, SpeakerPeer> last = Map.of();

    private final Map<PeerId, Former> former = new HashMap<>();

    /**
     * Nobody has been a client yet.
     *
     * @param outlook of which only the time counts
     * @param changed called when some have been reflected to for long enough, by nobody's change
     */
    FormerClients(Departures.Outlook outlook, Runnable changed) {
        this.outlook = outlook;
        this.changed = changed;
    }

    /** Compared by identity, as a peer may become a client and cease to be one again. */
    private static final class Former {

        private final BgpIdentifier clusterId;

        private Former(BgpIdentifier clusterId) {
            this.clusterId = clusterId;
        }
    }

    /**
     * Takes into account who is wanted now, and how.
     *
     * @param leaving peers that nobody wants any more, but that have a session still
     * @return the former clients that are to be reflected to, with our cluster id towards them
     */
    Map<PeerId, BgpIdentifier> change(List<SpeakerPeer> wanted, List<SpeakerPeer> leaving) {
        Map<PeerId, SpeakerPeer> now = new HashMap<>();
        leaving.forEach(peer -> now.put(peer.session().id(), peer));
        Map<PeerId, Former> begun = new HashMap<>();
        for (SpeakerPeer peer : wanted) {
            PeerId id = peer.session().id();
            now.put(id, peer);
            SpeakerPeer before = last.get(id);
            boolean client = peer.policy().clientClusterId() != null;
            if (before == null || client || !before.session().sharesSessionWith(peer.session())) {
                former.remove(id);
            } else {
                BgpIdentifier clusterId = before.policy().clientClusterId();
                if (clusterId != null) {
                    begun.put(id, new Former(clusterId));
                }
            }
        }
        last = now;
        former.putAll(begun);
        former.keySet().retainAll(now.keySet());
        if (!begun.isEmpty()) {
            LOG.info(
                    "{}: no clients any more, reflected to for another {} s",
                    begun.keySet(),
                    Departures.PATIENCE.toSeconds());
            outlook.after(Departures.PATIENCE, () -> end(begun));
        }
        Map<PeerId, BgpIdentifier> clusterIds = new HashMap<>();
        former.forEach((id, peer) -> clusterIds.put(id, peer.clusterId));
        return clusterIds;
    }

    private void end(Map<PeerId, Former> begun) {
        if (former.entrySet().removeAll(begun.entrySet())) {
            changed.run();
        }
    }
}
