package io.nightjar.rib.engine;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.SessionFeatures;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.StaleReason;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Routes that may have become wrong, and are kept because they most likely have not: while a peer restarts (RFC 4724, RFC 9494)
 * and while it announces everything again (RFC 7313). How long is for others to measure, who hear of the beginning and of the end
 * of each wait; it has a number, so that a time that has passed for nothing is recognized. Owned by the engine.
 */
final class StaleRoutes {

    /** How long a peer may take to announce everything, after a restart or for a refresh. */
    static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Receiver receiver;
    private final RibListener listener;
    private long waits;

    StaleRoutes(Receiver receiver, RibListener listener) {
        this.receiver = receiver;
        this.listener = listener;
    }

    /**
     * What is waited for in one family of one peer.
     *
     * @param reason why the routes are kept
     * @param number of the wait
     * @param longLived the number of the wait for the Long-Lived Stale Time, which goes on until the peer is synchronized; 0 when
     *     it has not begun
     */
    record Wait(StaleReason reason, long number, long longLived) {

        private boolean leftByEarlierRestart() {
            return reason == StaleReason.RESYNCING && longLived == 0;
        }

        /** The times that are measured: one or two. */
        private Set<Long> numbers() {
            return longLived == 0 || longLived == number ? Set.of(number) : Set.of(number, longLived);
        }
    }

    /** RFC 4724 §4.2: the session has ended in a way that keeps routes; says whether there are any to be kept. */
    boolean keep(RibPeer peer) {
        SessionFeatures features = peer.session().features();
        GracefulRestartCapability graceful = features.gracefulRestart();
        for (AddressFamily family : peer.session().codec().families()) {
            Wait wait = peer.stale().get(family);
            if (wait != null && wait.leftByEarlierRestart()) {
                // Of several restarts in a row, what an earlier one has left is too old.
                receiver.sweep(peer, family.afi());
            }
            if (graceful == null
                    || !features.keepsRoutes(family)
                    || peer.overdue().contains(family)
                    || peer.adjRibIn().size(family.afi()) == 0) {
                drop(peer, family);
            } else {
                peer.adjRibIn().markStale(family.afi());
                // RFC 9494 §4.2: not so what has been stale for long; its time goes on.
                long longLived = wait == null ? 0 : wait.longLived();
                wait(peer, family, StaleReason.RESTARTING, longLived, Duration.ofSeconds(graceful.restartSeconds()));
            }
        }
        return !peer.stale().isEmpty();
    }

    private void wait(RibPeer peer, AddressFamily family, StaleReason reason, long longLived, Duration limit) {
        waits++;
        replace(peer, family, new Wait(reason, waits, longLived));
        listener.waitBegan(peer.id(), family, waits, limit);
    }

    /** Waits for this and nothing else in a family, and says which times do not matter any longer. */
    private void replace(RibPeer peer, AddressFamily family, @Nullable Wait now) {
        Wait before = now == null ? peer.stale().remove(family) : peer.stale().put(family, now);
        if (before != null) {
            Set<Long> left = now == null ? Set.of() : now.numbers();
            before.numbers().stream().filter(number -> !left.contains(number)).forEach(listener::waitEnded);
        }
    }

    private void drop(RibPeer peer, AddressFamily family) {
        replace(peer, family, null);
        receiver.drop(peer, family.afi());
    }

    /** Nothing of the peer is kept any longer. */
    void forget(RibPeer peer) {
        Set.copyOf(peer.stale().keySet()).forEach(family -> replace(peer, family, null));
    }

    /** RFC 4724 §4.2, RFC 9494 §4.2: the peer is back; what it has not kept on forwarding by is gone. */
    void takeOver(RibPeer former, RibPeer peer) {
        SessionFeatures features = peer.session().features();
        peer.stale().putAll(former.stale());
        for (Map.Entry<AddressFamily, Wait> entry : former.stale().entrySet()) {
            AddressFamily family = entry.getKey();
            Wait wait = entry.getValue();
            boolean still = peer.session().codec().families().contains(family) && preserved(features, family, wait);
            if (still) {
                wait(peer, family, StaleReason.RESYNCING, wait.longLived(), PATIENCE);
            } else {
                drop(peer, family);
            }
        }
    }

    private static boolean preserved(SessionFeatures features, AddressFamily family, Wait wait) {
        LongLivedGracefulRestartCapability longLived = features.longLived();
        if (wait.longLived() > 0 && (longLived == null || !longLived.preserved(family))) {
            return false;
        }
        GracefulRestartCapability graceful = features.gracefulRestart();
        return wait.reason() == StaleReason.LONG_LIVED || (graceful != null && graceful.preserved(family));
    }

    /** RFC 4724 §4.2: what the peer has not announced again by its End-of-RIB is gone. */
    void endOfRib(RibPeer peer, AddressFamily family) {
        peer.overdue().remove(family);
        end(peer, family, StaleReason.RESYNCING);
    }

    /** RFC 7313 §4: the peer begins to announce everything again. */
    void refreshBegan(RibPeer peer, AddressFamily family) {
        boolean beforeItsTime = peer.session().features().gracefulRestart() != null
                && !peer.endOfRibReceived().contains(family);
        if (!beforeItsTime && peer.session().codec().families().contains(family)) {
            peer.adjRibIn().markStale(family.afi());
            wait(peer, family, StaleReason.REFRESHING, 0, PATIENCE);
        }
    }

    /** RFC 7313 §4: the peer has announced everything again. */
    void refreshEnded(RibPeer peer, AddressFamily family) {
        end(peer, family, StaleReason.REFRESHING);
    }

    private void end(RibPeer peer, AddressFamily family, StaleReason reason) {
        Wait wait = peer.stale().get(family);
        if (wait != null && wait.reason() == reason) {
            replace(peer, family, null);
            receiver.sweep(peer, family.afi());
        }
    }

    /** The time of a wait has passed. */
    void timeUp(RibPeer peer, AddressFamily family, long number) {
        Wait wait = peer.stale().get(family);
        if (wait == null) {
            return;
        }
        if (wait.longLived() == number) {
            longLivedTimeUp(peer, family, wait);
        } else if (wait.number() == number) {
            timeUp(peer, family, wait);
        }
    }

    private void timeUp(RibPeer peer, AddressFamily family, Wait wait) {
        int longLived = wait.reason() == StaleReason.RESTARTING ? longLivedSeconds(peer, family) : 0;
        if (longLived == 0) {
            end(peer, family, wait.reason());
            return;
        }
        receiver.ageStale(peer, family.afi());
        if (wait.longLived() == 0) {
            long number = waits + 1;
            wait(peer, family, StaleReason.LONG_LIVED, number, Duration.ofSeconds(longLived));
        } else {
            replace(peer, family, new Wait(StaleReason.LONG_LIVED, wait.longLived(), wait.longLived()));
        }
    }

    /** RFC 9494 §4.2: a peer that is being synchronized keeps what it has announced by now, as long as its session lasts. */
    private void longLivedTimeUp(RibPeer peer, AddressFamily family, Wait wait) {
        if (wait.reason() == StaleReason.RESYNCING) {
            peer.overdue().add(family);
        }
        end(peer, family, wait.reason());
    }

    /** RFC 9494 §4.2: the time that the peer has asked for, as long as it is not more than we grant. */
    private static int longLivedSeconds(RibPeer peer, AddressFamily family) {
        LongLivedGracefulRestartCapability longLived = peer.session().features().longLived();
        int granted = peer.session().config().features().gracefulRestart().longLivedSeconds();
        return longLived == null ? 0 : Math.min(granted, longLived.staleSeconds(family));
    }
}
