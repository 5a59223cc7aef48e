package io.nightjar.daemon.speaker;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibInbox;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the sessions to the table. Called on the sessions' event loops, but for {@link #policiesChanged} and what is called
 * later, which belong to the {@code control} thread, and {@link #forgotten}.
 *
 * <p>Nothing is lost or overtaken: a full mailbox takes an UPDATE all the same, and has its session's reading paused until
 * most of the work is done.
 */
final class SessionBridge implements SessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionBridge.class);

    private final RibInbox table;

    private final Waiting waiting;

    private final Later later;

    private final Map<PeerId, EstablishedSession> established = new ConcurrentHashMap<>();

    /** Sessions that have ended in a way that keeps routes, until there is another one, nobody wants one, or none are kept any longer. */
    private final Map<PeerId, Lost> lost = new ConcurrentHashMap<>();

    private volatile PolicyDirectory policies = PolicyDirectory.EMPTY;

    /**
     * No sessions yet.
     *
     * @param waiting told about peers whose End-of-RIB is not to be waited for
     */
    SessionBridge(RibInbox table, Waiting waiting, Later later) {
        this.table = table;
        this.waiting = waiting;
        this.later = later;
    }

    /** A session that has ended; compared by identity, as the next one may be agreed on just the same. */
    private static final class Lost {

        private final NegotiatedSession session;

        private Lost(NegotiatedSession session) {
            this.session = session;
        }
    }

    /** Time. */
    @FunctionalInterface
    interface Later {

        /** Calls later, on the {@code control} thread. */
        void after(Duration delay, Runnable task);
    }

    /** Waits for the End-of-RIB of peers after our start. */
    interface Waiting {

        /** RFC 4724 §4.1: our own restart does not last until this peer has announced everything. */
        void excuse(PeerId peer);

        /** There is a session; of families that it is not for, its peer cannot announce anything. */
        void speaks(NegotiatedSession session);

        /** RFC 4724 §3: this peer may never say that it has announced everything. */
        void promisesNothing(PeerId peer);
    }

    /**
     * The policies in force from now on. A session that comes up meanwhile looks twice, so it cannot miss the change.
     */
    void policiesChanged(PolicyDirectory wanted) {
        PolicyDirectory before = policies;
        policies = wanted;
        established.forEach((peer, session) -> policyChanged(session.negotiated(), before, wanted));
        lost.forEach((peer, end) -> {
            policyChanged(end.session, before, wanted);
            forgetUnwanted(end);
        });
    }

    /** Asks a peer to announce its routes of some families again (RFC 2918 §4); without a session nobody is asked. */
    void refresh(PeerId peer, Collection<AddressFamily> families) {
        EstablishedSession session = established.get(peer);
        if (session != null) {
            CodecContext codec = session.negotiated().codec();
            session.send(families.stream()
                    .map(family -> new RouteRefreshMessage(family, RouteRefreshMessage.REQUEST))
                    .map(request -> new MessageCodec().encode(request, codec))
                    .toList());
        }
    }

    private void policyChanged(NegotiatedSession session, PolicyDirectory before, PolicyDirectory wanted) {
        PeerPolicy policy = wanted.of(session);
        if (!policy.equals(before.of(session))) {
            table.submit(new RibCommand.PolicyChanged(session.peer(), policy));
        }
    }

    /** The table keeps nothing of this session any longer. On its thread. */
    void forgotten(NegotiatedSession session) {
        lost.computeIfPresent(session.peer(), (peer, end) -> end.session.equals(session) ? null : end);
    }

    /** How many sessions have ended whose routes may be kept. */
    int lost() {
        return lost.size();
    }

    /** Routes of a peer that is gone are not kept when nobody wants it back. */
    private void forgetUnwanted(Lost end) {
        forget(end, () -> !policies.knows(end.session));
    }

    /** In one step, so that the table does not hear of it after the peer's next session. */
    private void forget(Lost end, BooleanSupplier due) {
        lost.computeIfPresent(end.session.peer(), (peer, last) -> {
            if (last != end || !due.getAsBoolean()) {
                return last;
            }
            table.submit(new RibCommand.PeerDown(peer, false));
            return null;
        });
    }

    @Override
    public void sessionUp(EstablishedSession session) {
        NegotiatedSession negotiated = session.negotiated();
        PeerId peer = negotiated.peer();
        lost.remove(peer);
        established.put(peer, session);
        GracefulRestartCapability restart = negotiated.features().gracefulRestart();
        if (restart == null || restart.restarted()) {
            waiting.excuse(peer);
        }
        PeerPolicy policy = policies.of(negotiated);
        table.submit(new RibCommand.PeerUp(negotiated, policy, new SessionOutput(session)));
        waiting.speaks(negotiated);
        if (restart == null) {
            waiting.promisesNothing(peer);
        }
        PeerPolicy again = policies.of(negotiated);
        if (!again.equals(policy)) {
            table.submit(new RibCommand.PolicyChanged(peer, again));
        }
    }

    @Override
    public void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults) {
        PeerId peer = session.negotiated().peer();
        table.offer(new RibCommand.UpdateReceived(peer, update));
    }

    @Override
    public void routeRefreshReceived(EstablishedSession session, RouteRefreshMessage refresh) {
        PeerId peer = session.negotiated().peer();
        table.offer(new RibCommand.RouteRefreshReceived(peer, refresh.family(), refresh.subtype()));
    }

    @Override
    public void writable(EstablishedSession session) {
        table.submit(new RibCommand.OutputWritable(session.negotiated().peer()));
    }

    @Override
    public void sessionDown(EstablishedSession session, SessionEnd end) {
        Lost last = new Lost(session.negotiated());
        PeerId peer = last.session.peer();
        boolean early = !end.keepsRoutes() && onlyForgetsUs(last.session, end);
        boolean keeps = end.keepsRoutes() || early;
        if (keeps) {
            lost.put(peer, last);
        }
        established.remove(peer);
        table.submit(new RibCommand.PeerDown(peer, keeps));
        forgetUnwanted(last);
        if (early) {
            LOG.info(
                    "{}: does not know us any more; its routes stay for {} s, or until others have taken over if we leave it as well",
                    peer,
                    Departures.LINGER.toSeconds());
            awaitOurPart(last);
        }
    }

    /**
     * RFC 4724 §4.2 has routes go with a NOTIFICATION. A peer that says only that it is not to speak with us any more forwards as
     * before. We may have been told the same, or be about to be, and others about to hear from it directly: what an operator applies
     * once reaches each node at its own moment.
     */
    private static boolean onlyForgetsUs(NegotiatedSession session, SessionEnd end) {
        return end.deconfigured() && session.features().gracefulRestart() != null;
    }

    /** Its routes stay while we are leaving it, and are looked at again as often as somebody may have said so. */
    private void awaitOurPart(Lost end) {
        later.after(Departures.LINGER, () -> {
            PeerId peer = end.session.peer();
            forget(end, () -> !policies.leaving().contains(peer));
            if (lost.get(peer) == end) {
                awaitOurPart(end);
            }
        });
    }
}
