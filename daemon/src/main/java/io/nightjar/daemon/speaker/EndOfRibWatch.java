package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows who has announced everything after our start: who has sent End-of-RIB, or has had its own time to do so. Until then
 * routes of a predecessor are kept against what that peer announces; when nobody is waited for any longer, those that nobody
 * announces are swept. A dead peer delays the sweep by its own deadline, and nothing that others announce. Owned by the {@code
 * control} thread.
 *
 * <p>End-of-RIB is promised by peers with graceful restart only (RFC 4724 §3). Of another one it is believed that it has
 * announced everything when the number of its routes has not changed for {@link #SILENCE}.
 *
 * <p>Our own restart is over earlier: RFC 4724 §4.1 waits neither for peers that restart themselves nor for those that know
 * nothing of graceful restart; and when no peer is asked to keep our routes, it is over at once. Who comes out of a range is
 * waited for like any other, from then on and as long as the range is. Who is still to come is not known: of a range whose peers
 * are asked to keep our routes it is believed that everybody has come when nobody new has for {@link #SILENCE}, or when those that
 * are still away do not keep them any longer.
 */
final class EndOfRibWatch implements SessionBridge.Waiting {

    /** How long a peer may take, from the moment in which it is configured. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * The MinRouteAdvertisementIntervalTimer that RFC 4271 §10 suggests: who has more to say has said some of it. Also the longest
     * that a node of Calico rests before it dials again.
     */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(EndOfRibWatch.class);

    private static final int NOT_COUNTED = -1;

    private final Executor control;

    private final Deadlines deadlines;

    private final Ends ends;

    private final Map<PeerId, Set<AddressFamily>> missing = new ConcurrentHashMap<>();

    /** Ranges out of which peers may still come. */
    private final Map<Prefix, OpenRange> openRanges = new ConcurrentHashMap<>();

    /** Those of them that our restart waits for, as somebody may come who keeps our routes. */
    private final Set<Prefix> gathering = ConcurrentHashMap.newKeySet();

    private final Set<PeerId> seen = new HashSet<>();
    private final Set<Prefix> seenRanges = new HashSet<>();
    private final Set<PeerId> excused = ConcurrentHashMap.newKeySet();
    private final Set<PeerId> observed = new HashSet<>();

    /** How many of the missing ones are not excused. */
    private int delayed;

    private volatile boolean quorum;
    private volatile boolean restarted;

    private boolean begun;

    private Set<PeerId> configured = Set.of();

    /** Whether any peer has been asked to keep our routes, so that it matters when our restart is over. */
    private volatile boolean keptByPeers;

    private boolean swept;

    /**
     * Waits for nobody yet.
     *
     * @param control the thread that owns this
     * @param deadlines on that thread
     * @param ends what to do then
     */
    EndOfRibWatch(Executor control, Deadlines deadlines, Ends ends) {
        this.control = control;
        this.deadlines = deadlines;
        this.ends = ends;
    }

    /** A range, with the peers that have come out of it. */
    private record OpenRange(Prefix network, Set<PeerId> arrived) {}

    /** Calls later. */
    @FunctionalInterface
    interface Deadlines {

        void after(Duration delay, Runnable task);
    }

    /** What to do, and whom to ask. */
    interface Ends {

        /** More than half of the peers have announced everything, or have had their time; once. */
        void quorum();

        /** Our restart is over; once. */
        void restarted();

        /** This peer is not waited for any longer although it has not sent End-of-RIB of these families. */
        void expired(PeerId peer, Set<AddressFamily> families);

        /** Everything is known that can be; once. */
        void sweep();

        /** How many routes a peer has announced; empty if it has no session. */
        CompletionStage<OptionalInt> announced(PeerId peer);
    }

    /** Whether more than half of the peers have announced everything, or have had their time; stays so. Any thread. */
    boolean quorum() {
        return quorum;
    }

    /** Whether our restart is over. Any thread. */
    boolean restarted() {
        return restarted;
    }

    /** How many peers and ranges our restart waits for. Any thread. */
    int delaying() {
        if (!keptByPeers) {
            return 0;
        }
        long peers = missing.keySet().stream()
                .filter(peer -> !excused.contains(peer))
                .count();
        return (int) peers + gathering.size();
    }

    /** The peers, and ranges of peers, that the sweep waits for, sorted. Any thread. */
    List<String> waitingFor() {
        return Stream.concat(
                        missing.keySet().stream().map(PeerId::name),
                        openRanges.keySet().stream().map(Prefix::toString))
                .sorted()
                .toList();
    }

    /** RFC 4724 §4.1: our restart does not last until this peer has announced everything. Any thread. */
    @Override
    public void excuse(PeerId peer) {
        control.execute(() -> {
            if (swept) {
                return;
            }
            if (excused.add(peer) && missing.containsKey(peer)) {
                delayed--;
            }
            endIfComplete();
        });
    }

    @Override
    public void speaks(NegotiatedSession session) {
        control.execute(() -> {
            PeerId peer = session.peer();
            if (!seen.contains(peer)) {
                rangeOf(session.remoteAddress()).ifPresent(range -> arrived(session, range));
            }
            Set<AddressFamily> expected = missing.get(peer);
            if (expected != null && expected.retainAll(session.codec().families()) && expected.isEmpty()) {
                remove(peer);
                endIfComplete();
            }
        });
    }

    private Optional<OpenRange> rangeOf(IpAddress address) {
        return openRanges.values().stream()
                .filter(range -> range.network.contains(address))
                .max(Comparator.comparingInt(range -> range.network.length()));
    }

    private void arrived(NegotiatedSession session, OpenRange range) {
        range.arrived.add(session.peer());
        await(session.peer(), session.codec().families());
        awaitSilence(range);
    }

    /** Whoever has been refused before has dialled again by then. */
    private void awaitSilence(OpenRange range) {
        int before = range.arrived.size();
        if (gathering.contains(range.network)) {
            deadlines.after(SILENCE, () -> {
                if (range.arrived.size() == before) {
                    gathered(range.network);
                }
            });
        }
    }

    private void gathered(Prefix range) {
        if (gathering.remove(range)) {
            endIfComplete();
        }
    }

    /** RFC 4724 §3: this peer has a session, and may never send End-of-RIB. Any thread. */
    @Override
    public void promisesNothing(PeerId peer) {
        control.execute(() -> {
            if (missing.containsKey(peer) && observed.add(peer)) {
                observe(peer, NOT_COUNTED);
            }
        });
    }

    private void observe(PeerId peer, int before) {
        var unused = ends.announced(peer)
                .thenAcceptAsync(
                        count -> {
                            int now = count.orElse(NOT_COUNTED);
                            if (now == NOT_COUNTED || !missing.containsKey(peer)) {
                                observed.remove(peer);
                            } else if (now == before) {
                                expired(peer, "has announced nothing more for " + SILENCE.toSeconds() + " s");
                            } else {
                                deadlines.after(SILENCE, () -> observe(peer, now));
                            }
                        },
                        control);
    }

    /** Waits for the peers of this configuration, and for those of an earlier one only as far as they are in it. */
    void expect(SpeakerConfig config) {
        if (swept) {
            return;
        }
        Map<PeerId, Set<AddressFamily>> wanted = new HashMap<>();
        for (SpeakerPeer peer : config.peers()) {
            wanted.put(peer.session().id(), peer.session().families());
        }
        configured.stream().filter(peer -> !wanted.containsKey(peer)).forEach(this::remove);
        configured = Set.copyOf(wanted.keySet());
        keptByPeers = Stream.concat(
                        config.peers().stream().map(peer -> peer.session().features()),
                        config.ranges().stream().map(NeighborRange::features))
                .anyMatch(EndOfRibWatch::keepOurs);
        wanted.forEach((peer, families) -> {
            if (!seen.contains(peer)) {
                await(peer, families);
                deadlines.after(PATIENCE, () -> expired(peer));
            }
        });
        expectRanges(config.ranges());
        begun = true;
        endIfComplete();
    }

    private static boolean keepOurs(PeerFeatures asked) {
        return asked.gracefulRestart().mode() == Mode.ON;
    }

    private void await(PeerId peer, Set<AddressFamily> families) {
        seen.add(peer);
        missing.put(peer, new HashSet<>(families));
        delayed += excused.contains(peer) ? 0 : 1;
    }

    /** Who comes out of a range is known only when nobody comes any more: each range has its time, too. */
    private void expectRanges(Collection<NeighborRange> ranges) {
        Set<Prefix> wanted = ranges.stream().map(NeighborRange::network).collect(Collectors.toSet());
        openRanges.keySet().stream()
                .filter(range -> !wanted.contains(range))
                .forEach(range -> close(range).forEach(this::remove));
        ranges.stream().filter(range -> seenRanges.add(range.network())).forEach(this::open);
    }

    private void open(NeighborRange range) {
        Prefix network = range.network();
        OpenRange opened = new OpenRange(network, new HashSet<>());
        openRanges.put(network, opened);
        deadlines.after(PATIENCE, () -> {
            close(network).forEach(this::expired);
            endIfComplete();
        });
        if (keepOurs(range.features())) {
            gathering.add(network);
            // RFC 4724 §4.2: after this time whoever has kept our routes without a session does not any longer.
            Duration kept =
                    Duration.ofSeconds(range.features().gracefulRestart().restartSeconds());
            deadlines.after(kept.compareTo(PATIENCE) < 0 ? kept : PATIENCE, () -> gathered(network));
            awaitSilence(opened);
        }
    }

    /** Nobody is expected any more; returns who has come. */
    private Set<PeerId> close(Prefix range) {
        gathering.remove(range);
        OpenRange closed = openRanges.remove(range);
        return closed == null ? Set.of() : closed.arrived;
    }

    /** A peer has sent all that it had. Any thread. */
    void received(PeerId peer, AddressFamily family) {
        control.execute(() -> {
            Set<AddressFamily> families = missing.get(peer);
            if (families != null && families.remove(family) && families.isEmpty()) {
                remove(peer);
                endIfComplete();
            }
        });
    }

    private void expired(PeerId peer) {
        expired(peer, "no End-of-RIB in " + PATIENCE.toSeconds() + " s");
    }

    private void expired(PeerId peer, String why) {
        Set<AddressFamily> families = remove(peer);
        if (families != null) {
            LOG.info("{}: {}, its old routes are not waited for", peer, why);
            ends.expired(peer, families);
            endIfComplete();
        }
    }

    private @Nullable Set<AddressFamily> remove(PeerId peer) {
        Set<AddressFamily> families = missing.remove(peer);
        if (families != null && !excused.contains(peer)) {
            delayed--;
        }
        return families;
    }

    private void endIfComplete() {
        if (!begun) {
            return;
        }
        if (!quorum && (missing.isEmpty() || 2 * missing.size() < known())) {
            quorum = true;
            ends.quorum();
        }
        endRestart();
    }

    private int known() {
        return configured.size()
                + openRanges.values().stream()
                        .mapToInt(range -> range.arrived.size())
                        .sum();
    }

    private void endRestart() {
        if (!restarted && (!keptByPeers || (delayed == 0 && gathering.isEmpty()))) {
            restarted = true;
            ends.restarted();
        }
        if (!swept && missing.isEmpty() && openRanges.isEmpty()) {
            swept = true;
            ends.sweep();
        }
    }
}
