package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The smallest set of changes that makes a running configuration the wanted one: what is not in here is not touched.
 *
 * @param peers by identity
 * @param redialled those of the peers that keep their session, but are dialled from now on, or not any more
 * @param ranges by network
 * @param aspects what else is different
 */
record SpeakerConfigDiff(
        Changes<SpeakerPeer> peers, List<SpeakerPeer> redialled, Changes<NeighborRange> ranges, Set<Aspect> aspects) {

    SpeakerConfigDiff {
        redialled = List.copyOf(redialled);
        aspects = Set.copyOf(aspects);
    }

    /** The parts of a configuration that are taken or left as a whole. */
    enum Aspect {
        IDENTITY,
        LISTENERS,
        ORIGINATED,
        KERNEL
    }

    static SpeakerConfigDiff between(SpeakerConfig running, SpeakerConfig wanted) {
        BgpIdentifier before = running.local().identifier();
        BgpIdentifier after = wanted.local().identifier();
        Changes<SpeakerPeer> peers = Changes.between(
                running.peers(),
                wanted.peers(),
                peer -> peer.session().id(),
                (old, peer) -> old.session().sharesSessionWith(peer.session()));
        return new SpeakerConfigDiff(
                peers,
                redialled(running, peers.kept()),
                Changes.between(
                        running.ranges(),
                        wanted.ranges(),
                        NeighborRange::network,
                        (old, range) -> before.equals(after) && sameSession(old, range)),
                aspects(running, wanted));
    }

    private static List<SpeakerPeer> redialled(SpeakerConfig running, List<SpeakerPeer> kept) {
        Set<PeerConfig> before =
                running.peers().stream().map(SpeakerPeer::session).collect(Collectors.toSet());
        return kept.stream().filter(peer -> !before.contains(peer.session())).toList();
    }

    private static boolean sameSession(NeighborRange old, NeighborRange range) {
        return old.withPolicy(range.policy()).equals(range);
    }

    private static Set<Aspect> aspects(SpeakerConfig running, SpeakerConfig wanted) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        if (!running.local().identifier().equals(wanted.local().identifier())
                || !running.local().asNumber().equals(wanted.local().asNumber())) {
            aspects.add(Aspect.IDENTITY);
        }
        if (!running.local().listeners().equals(wanted.local().listeners())) {
            aspects.add(Aspect.LISTENERS);
        }
        if (!running.originated().equals(wanted.originated())) {
            aspects.add(Aspect.ORIGINATED);
        }
        if (!running.kernel().equals(wanted.kernel())) {
            aspects.add(Aspect.KERNEL);
        }
        return aspects;
    }

    boolean isEmpty() {
        return peers.isEmpty() && ranges.isEmpty() && aspects.isEmpty();
    }
}
