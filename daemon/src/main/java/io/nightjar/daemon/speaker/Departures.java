package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.speaker.SpeakerConfigDiff.Aspect;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Peers that are not wanted any more. What an operator applies as one, several objects of a datastore, comes as several changes; so a
 * session goes on for {@link #LINGER}, in case the peer is wanted again, perhaps under another name, or others come instead. While peers
 * that have been added or renamed take over from it, it goes on until {@link Succession} says that those have, for {@link #PATIENCE} at
 * most. Owned by the {@code control} thread.
 *
 * <p>Those that take over were added or renamed by the same change, while the peer lingers, or so shortly before that they may be about to.
 *
 * <p>Nobody stays when somebody else is wanted at the address, or when we become another speaker.
 */
final class Departures {

    /** How long a peer stays that nobody wants and nobody replaces. */
    static final Duration LINGER = Duration.ofSeconds(3);

    /** How long a peer may stay that is to be replaced: an operator who removes it expects it to go. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Between two looks at what the successors have announced. */
    static final Duration PACE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    private final Outlook outlook;

    private final Consumer<Set<PeerId>> ended;

    private final Map<PeerId, Departure> leaving = new LinkedHashMap<>();

    /** Peers that were added or renamed less than {@link #PATIENCE} ago, each with its last arrival, which is compared by identity. */
    private final Map<PeerId, Object> arrivals = new HashMap<>();

    private boolean looking;

    /**
     * Nobody leaves yet.
     *
     * @param ended told who is to go now, by nobody's change
     */
    Departures(Outlook outlook, Consumer<Set<PeerId>> ended) {
        this.outlook = outlook;
        this.ended = ended;
    }

    /** Time, and the table. */
    interface Outlook {

        /** Calls later, on the thread that owns the departures. */
        void after(Duration delay, Runnable task);

        /**
         * Those for whom others have taken over; completed on the thread that owns the departures, or never.
         *
         * @param successors of each peer that leaves
         */
        CompletionStage<Set<PeerId>> replaced(Map<PeerId, Set<PeerId>> successors);
    }

    /** A peer that leaves; compared by identity, as it may come back and leave again. */
    private static final class Departure {

        private final SpeakerPeer peer;
        private final Set<PeerId> successors;

        /** Whether its {@link #PATIENCE} runs. */
        private boolean awaited;

        private Departure(SpeakerPeer peer, Collection<PeerId> successors) {
            this.peer = peer;
            this.successors = new HashSet<>(successors);
        }

        private IpAddress address() {
            return peer.session().remote().address();
        }
    }

    /**
     * What is to be done about sessions now.
     *
     * @param ended peers whose sessions end
     * @param replaced peers that were leaving and are wanted again otherwise
     * @param added peers that have no session yet
     */
    record Turnover(List<PeerId> ended, List<SpeakerPeer> replaced, List<SpeakerPeer> added) {}

    /** The peers that are leaving, as they were last wanted. */
    List<SpeakerPeer> leaving() {
        return leaving.values().stream().map(departure -> departure.peer).toList();
    }

    /** These may be about to take over: they were added, or they stay and have another name now, so that their part is another one. */
    void arrive(Set<PeerId> peers) {
        if (!peers.isEmpty()) {
            Object arrival = new Object();
            peers.forEach(peer -> arrivals.put(peer, arrival));
            outlook.after(PATIENCE, () -> arrivals.values().removeIf(arrival::equals));
        }
    }

    /** Takes a change of the configuration into account. */
    Turnover change(SpeakerConfig wanted, SpeakerConfigDiff diff) {
        List<SpeakerPeer> replaced = new ArrayList<>();
        List<SpeakerPeer> added = new ArrayList<>();
        for (SpeakerPeer peer : diff.peers().added()) {
            Departure before = leaving.remove(peer.session().id());
            if (before == null) {
                added.add(peer);
            } else if (!before.peer.session().equals(peer.session())) {
                replaced.add(peer);
            }
        }
        boolean another = diff.aspects().contains(Aspect.IDENTITY);
        if (!another) {
            arrive(ids(added));
        }
        List<Departure> departures = new ArrayList<>(leaving.values());
        diff.peers().removed().forEach(peer -> departures.add(new Departure(peer, arrivals.keySet())));
        leaving.clear();
        Set<PeerId> all = ids(wanted.peers());
        List<PeerId> gone = new ArrayList<>();
        for (Departure departure : departures) {
            departure.successors.retainAll(all);
            if (departure.successors.isEmpty()) {
                departure.successors.addAll(arrivals.keySet());
                departure.successors.retainAll(all);
            }
            PeerId id = departure.peer.session().id();
            if (another || isClaimed(departure.address(), wanted)) {
                gone.add(id);
            } else {
                leaving.put(id, departure);
            }
        }
        begin(those(departure -> !departure.awaited && !departure.successors.isEmpty()));
        linger(those(departure -> departure.successors.isEmpty()));
        return new Turnover(gone, replaced, added);
    }

    private static Set<PeerId> ids(List<SpeakerPeer> peers) {
        return peers.stream().map(peer -> peer.session().id()).collect(Collectors.toSet());
    }

    /** Whether somebody is wanted at an address. */
    static boolean isClaimed(IpAddress address, SpeakerConfig wanted) {
        return wanted.peers().stream()
                        .anyMatch(peer -> peer.session().remote().address().equals(address))
                || wanted.ranges().stream().anyMatch(range -> range.network().contains(address));
    }

    private Map<PeerId, Departure> those(Predicate<Departure> which) {
        Map<PeerId, Departure> those = new LinkedHashMap<>(leaving);
        those.values().removeIf(which.negate());
        return those;
    }

    private void linger(Map<PeerId, Departure> lingering) {
        if (!lingering.isEmpty()) {
            outlook.after(LINGER, () -> {
                Map<PeerId, Departure> idle = new LinkedHashMap<>(lingering);
                idle.values().removeIf(departure -> !departure.successors.isEmpty());
                end(idle, idle.keySet(), "nobody comes instead");
            });
        }
    }

    /** All of one change have the same time, and the same successors. */
    private void begin(Map<PeerId, Departure> beginning) {
        if (beginning.isEmpty()) {
            return;
        }
        beginning.values().forEach(departure -> departure.awaited = true);
        LOG.info("{}: leave when those that come have taken over", beginning.keySet());
        outlook.after(
                PATIENCE,
                () -> end(beginning, beginning.keySet(), "nobody has taken over in " + PATIENCE.toSeconds() + " s"));
        if (!looking) {
            looking = true;
            outlook.after(PACE, this::look);
        }
    }

    private void look() {
        Map<PeerId, Departure> asked = Map.copyOf(those(departure -> !departure.successors.isEmpty()));
        looking = !asked.isEmpty();
        if (looking) {
            Map<PeerId, Set<PeerId>> successors = asked.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue().successors)));
            var unused = outlook.replaced(successors).thenAccept(replaced -> {
                end(asked, replaced, "others have taken over");
                outlook.after(PACE, this::look);
            });
        }
    }

    /** Ends those that are still leaving as they were then. */
    private void end(Map<PeerId, Departure> then, Set<PeerId> due, String why) {
        Set<PeerId> gone = new TreeSet<>(due);
        gone.removeIf(id -> !leaving.remove(id, then.get(id)));
        if (!gone.isEmpty()) {
            LOG.info("{}: leave, {}", gone, why);
            ended.accept(gone);
        }
    }
}
