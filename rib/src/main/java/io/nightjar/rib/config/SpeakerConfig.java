package io.nightjar.rib.config;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that a speaker is told to do, as one immutable value: what a planner makes of a datastore or of a file, and
 * what the daemon compares with what is running.
 *
 * @param local who we are and where we listen
 * @param peers sorted by identity, each once
 * @param ranges whole networks from which anybody may connect, sorted by network
 * @param originated routes that start here, sorted by prefix
 * @param kernel what is programmed into the kernel
 */
public record SpeakerConfig(
        Local local,
        List<SpeakerPeer> peers,
        List<NeighborRange> ranges,
        List<OriginatedRoute> originated,
        KernelConfig kernel) {

    public SpeakerConfig {
        peers = List.copyOf(peers);
        ranges = List.copyOf(ranges);
        originated = List.copyOf(originated);
        Set<Object> names = new HashSet<>();
        for (SpeakerPeer peer : peers) {
            if (!names.add(peer.session().id())) {
                throw new IllegalArgumentException(
                        "there are two peers " + peer.session().id());
            }
        }
    }

    /** The same with other peers. */
    public SpeakerConfig withPeers(List<SpeakerPeer> others) {
        return new SpeakerConfig(local, others, ranges, originated, kernel);
    }

    /**
     * The speaker itself.
     *
     * @param asNumber our autonomous system
     * @param identifier our BGP identifier
     * @param listeners where connections are accepted; empty when none are
     */
    public record Local(AsNumber asNumber, BgpIdentifier identifier, List<ListenEndpoint> listeners) {

        public Local {
            listeners = List.copyOf(listeners);
        }
    }
}
