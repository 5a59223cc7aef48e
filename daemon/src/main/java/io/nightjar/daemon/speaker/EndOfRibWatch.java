package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows when the new truth is known, so that what a predecessor has left in the kernel can be swept: when each configured
 * peer has sent its End-of-RIB for each of its families, or has had its own time to do so. A dead peer delays the sweep
 * by its own deadline and nothing else. Owned by the {@code control} thread.
 *
 * <p>Our own restart is over earlier: RFC 4724 §4.1 waits neither for peers that restart themselves nor for those that know
 * nothing of graceful restart; and when no peer is asked to keep our routes, it is over at once.
 */
final class EndOfRibWatch {

    /** How long a peer may take, from the moment in which it is configured. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(EndOfRibWatch.class);

    private final Executor control;

    private final Deadlines deadlines;

    private final Ends ends;

    private final Map<PeerId, Set<AddressFamily>> missing = new HashMap<>();

    private final Set<PeerId> seen = new HashSet<>();
    private final Set<PeerId> excused = new HashSet<>();
    private volatile boolean restarted;

    private boolean begun;

    /** Whether any peer has been asked to keep our routes, so that it matters when our restart is over. */
    private boolean keptByPeers;

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

    /** Calls later. */
    @FunctionalInterface
    interface Deadlines {

        void after(Duration delay, Runnable task);
    }

    /**
     * What to do, once each.
     *
     * @param restarted when our restart is over
     * @param sweep when everything is known that can be
     */
    record Ends(Runnable restarted, Runnable sweep) {}

    /** Whether our restart is over. Any thread. */
    boolean restarted() {
        return restarted;
    }

    /** RFC 4724 §4.1: our restart does not last until this peer has announced everything. Any thread. */
    void excuse(PeerId peer) {
        control.execute(() -> {
            excused.add(peer);
            endIfComplete();
        });
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
        missing.keySet().retainAll(wanted.keySet());
        keptByPeers = config.peers().stream()
                .anyMatch(peer -> peer.session().features().gracefulRestart().mode() == Mode.ON);
        wanted.forEach((peer, families) -> {
            if (seen.add(peer)) {
                missing.put(peer, new HashSet<>(families));
                deadlines.after(PATIENCE, () -> expired(peer));
            }
        });
        begun = true;
        endIfComplete();
    }

    /** A peer has sent all that it had. Any thread. */
    void received(PeerId peer, AddressFamily family) {
        control.execute(() -> {
            Set<AddressFamily> families = missing.get(peer);
            if (families != null && families.remove(family) && families.isEmpty()) {
                missing.remove(peer);
                endIfComplete();
            }
        });
    }

    private void expired(PeerId peer) {
        if (missing.remove(peer) != null) {
            LOG.info("{}: no End-of-RIB in {} s, its old routes are not waited for", peer, PATIENCE.toSeconds());
            endIfComplete();
        }
    }

    private void endIfComplete() {
        if (begun && !restarted && (!keptByPeers || excused.containsAll(missing.keySet()))) {
            restarted = true;
            ends.restarted().run();
        }
        if (begun && !swept && missing.isEmpty()) {
            swept = true;
            ends.sweep().run();
        }
    }
}
