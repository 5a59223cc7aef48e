package io.nightjar.rib.engine;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.SessionFeatures;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.StaleReason;
import java.time.Duration;
import java.util.Map;

/**
 * Routes that may have become wrong, and are kept because they most likely have not: while a peer restarts (RFC 4724, RFC 9494)
 * and while it announces everything again (RFC 7313). How long is for others to measure; each wait has a number, so that a time
 * that has passed for nothing is recognized. Owned by the engine.
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
     */
    record Wait(StaleReason reason, long number) {}

    /** RFC 4724 §4.2: the session has ended in a way that keeps routes; says whether there are any to be kept. */
    boolean keep(RibPeer peer) {
        SessionFeatures features = peer.session().features();
        GracefulRestartCapability graceful = features.gracefulRestart();
        peer.stale().clear();
        for (AddressFamily family : peer.session().codec().families()) {
            // Of several restarts in a row, what an earlier one has left is too old.
            receiver.sweep(peer, family.afi());
            if (graceful == null || !features.keepsRoutes(family)) {
                receiver.drop(peer, family.afi());
            } else if (peer.adjRibIn().size(family.afi()) > 0) {
                peer.adjRibIn().markStale(family.afi());
                wait(peer, family, StaleReason.RESTARTING, Duration.ofSeconds(graceful.restartSeconds()));
            }
        }
        return !peer.stale().isEmpty();
    }

    private void wait(RibPeer peer, AddressFamily family, StaleReason reason, Duration limit) {
        waits++;
        peer.stale().put(family, new Wait(reason, waits));
        listener.waitBegan(peer.id(), family, waits, limit);
    }

    /** RFC 4724 §4.2, RFC 9494 §4.2: the peer is back; what it has not kept on forwarding by is gone. */
    void takeOver(RibPeer former, RibPeer peer) {
        SessionFeatures features = peer.session().features();
        for (Map.Entry<AddressFamily, Wait> entry : former.stale().entrySet()) {
            AddressFamily family = entry.getKey();
            boolean still = peer.session().codec().families().contains(family)
                    && preserved(features, family, entry.getValue().reason());
            if (still) {
                wait(peer, family, StaleReason.RESYNCING, PATIENCE);
            } else {
                receiver.drop(peer, family.afi());
            }
        }
    }

    private static boolean preserved(SessionFeatures features, AddressFamily family, StaleReason reason) {
        if (reason == StaleReason.LONG_LIVED) {
            LongLivedGracefulRestartCapability longLived = features.longLived();
            return longLived != null && longLived.preserved(family);
        }
        GracefulRestartCapability graceful = features.gracefulRestart();
        return graceful != null && graceful.preserved(family);
    }

    /** RFC 4724 §4.2: what the peer has not announced again by its End-of-RIB is gone. */
    void endOfRib(RibPeer peer, AddressFamily family) {
        end(peer, family, StaleReason.RESYNCING);
    }

    /** RFC 7313 §4: the peer begins to announce everything again. */
    void refreshBegan(RibPeer peer, AddressFamily family) {
        boolean beforeItsTime = peer.session().features().gracefulRestart() != null
                && !peer.endOfRibReceived().contains(family);
        if (!beforeItsTime && peer.session().codec().families().contains(family)) {
            peer.adjRibIn().markStale(family.afi());
            wait(peer, family, StaleReason.REFRESHING, PATIENCE);
        }
    }

    /** RFC 7313 §4: the peer has announced everything again. */
    void refreshEnded(RibPeer peer, AddressFamily family) {
        end(peer, family, StaleReason.REFRESHING);
    }

    private void end(RibPeer peer, AddressFamily family, StaleReason reason) {
        Wait wait = peer.stale().get(family);
        if (wait != null && wait.reason() == reason) {
            peer.stale().remove(family);
            receiver.sweep(peer, family.afi());
        }
    }

    /** The time of a wait has passed. */
    void timeUp(RibPeer peer, AddressFamily family, long number) {
        Wait wait = peer.stale().get(family);
        if (wait == null || wait.number() != number) {
            return;
        }
        int longLived = wait.reason() == StaleReason.RESTARTING ? longLivedSeconds(peer, family) : 0;
        if (longLived > 0) {
            receiver.ageStale(peer, family.afi());
            wait(peer, family, StaleReason.LONG_LIVED, Duration.ofSeconds(longLived));
        } else {
            end(peer, family, wait.reason());
        }
    }

    /** RFC 9494 §4.2: the time that the peer has asked for, as long as it is not more than we grant. */
    private static int longLivedSeconds(RibPeer peer, AddressFamily family) {
        LongLivedGracefulRestartCapability longLived = peer.session().features().longLived();
        int granted = peer.session().config().features().gracefulRestart().longLivedSeconds();
        return longLived == null ? 0 : Math.min(granted, longLived.staleSeconds(family));
    }
}
