package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
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
 */
final class EndOfRibWatch {

    /** How long a peer may take, from the moment in which it is configured. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(EndOfRibWatch.class);

    private final Executor control;

    private final Deadlines deadlines;

    private final Runnable sweep;

    private final Map<PeerId, Set<AddressFamily>> missing = new HashMap<>();

    private final Set<PeerId> seen = new HashSet<>();

    private boolean begun;

    private boolean swept;

    /**
     * Waits for nobody yet.
     *
     * @param control the thread that owns this
     * @param deadlines on that thread
     * @param sweep what to do at the end, once
     */
    EndOfRibWatch(Executor control, Deadlines deadlines, Runnable sweep) {
        this.control = control;
        this.deadlines = deadlines;
        this.sweep = sweep;
    }

    /** Calls later. */
    @FunctionalInterface
    interface Deadlines {

        void after(Duration delay, Runnable task);
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
        wanted.forEach((peer, families) -> {
            if (seen.add(peer)) {
                missing.put(peer, new HashSet<>(families));
                deadlines.after(PATIENCE, () -> expired(peer));
            }
        });
        begun = true;
        sweepIfComplete();
    }

    /** A peer has sent all that it had. Any thread. */
    void received(PeerId peer, AddressFamily family) {
        control.execute(() -> {
            Set<AddressFamily> families = missing.get(peer);
            if (families != null && families.remove(family) && families.isEmpty()) {
                missing.remove(peer);
                sweepIfComplete();
            }
        });
    }

    private void expired(PeerId peer) {
        if (missing.remove(peer) != null) {
            LOG.info("{}: no End-of-RIB in {} s, its old routes are not waited for", peer, PATIENCE.toSeconds());
            sweepIfComplete();
        }
    }

    private void sweepIfComplete() {
        if (begun && !swept && missing.isEmpty()) {
            swept = true;
            sweep.run();
        }
    }
}
