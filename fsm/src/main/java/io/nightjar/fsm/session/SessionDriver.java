package io.nightjar.fsm.session;

import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.CollisionResolution;
import io.nightjar.fsm.FsmEvent;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldBackoff;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.OpenNegotiation;
import io.nightjar.fsm.SessionContext;
import io.nightjar.fsm.SessionSettings;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TcpFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one peer's sessions. Owned by the session's loop; {@link #status} may be called from any thread.
 *
 * <p>A peer is permanent, or ephemeral: then it is passive, exists because somebody has connected, and retires when its last
 * connection is gone and no error wait keeps it.
 */
public final class SessionDriver {

    /** How many connections with one peer there may be at a time. */
    public static final int MAX_ATTEMPTS = 4;

    /** How long after a session came up another connection of the peer may still have been on its way. */
    private static final Duration COLLISION_TIME = Duration.ofSeconds(10);

    /** How long our OPEN waits for the peer's on a connection that is not the only one. */
    private static final Duration FURTHER_OPEN_DELAY = Duration.ofSeconds(2);

    private final SessionPorts ports;
    private final @Nullable PeerLifetime lifetime;
    private final SessionQueue queue;
    private final SessionCounters counters;
    private final SessionJournal journal;
    private final List<Attempt> attempts = new ArrayList<>();
    private SessionSettings settings;
    private IdleHoldBackoff backoff = IdleHoldBackoff.NONE;
    private boolean enabled;
    private boolean retired;

    private SessionDriver(SessionPorts ports, SessionSettings settings, @Nullable PeerLifetime lifetime) {
        this.ports = ports;
        this.settings = settings;
        this.lifetime = lifetime;
        this.queue = new SessionQueue(ports.loop());
        this.counters = new SessionCounters(ports.totals());
        LogBudget budget = lifetime == null ? LogBudget.ofOnePeer(ports.clock()) : lifetime.logBudget();
        this.journal = new SessionJournal(settings.config(), ports.clock(), counters, budget);
    }

    /** A driver for a configured peer, not started. */
    public static SessionDriver permanent(SessionPorts ports, SessionSettings settings) {
        return new SessionDriver(ports, settings, null);
    }

    /** A driver for a peer that exists as long as its connections do. */
    public static SessionDriver ephemeral(SessionPorts ports, SessionSettings settings, PeerLifetime lifetime) {
        return new SessionDriver(ports, settings, lifetime);
    }

    /** From any thread. */
    public SessionStatus status() {
        return journal.read();
    }

    /** Wants a session from now on; does nothing if one is wanted already. */
    public void start() {
        queue.run(this::startNow);
    }

    private void startNow() {
        if (enabled) {
            return;
        }
        enabled = true;
        journal.configured(config(), true);
        if (!isEphemeral()) {
            Attempt attempt = newAttempt();
            attempt.apply(
                    config().passive()
                            ? new FsmEvent.AutomaticStartWithPassiveTcpEstablishment()
                            : new FsmEvent.AutomaticStart());
        }
    }

    /** Wants no session any more; the peer is told why by a Cease. */
    public void stop(NotificationMessage cease) {
        queue.run(() -> stopNow(new FsmEvent.ManualStop(cease)));
    }

    /** Wants no session any more; the peer sees the connection close, and nothing else. */
    public void stopSilently() {
        queue.run(() -> {
            for (Attempt attempt : List.copyOf(attempts)) {
                attempt.apply(new FsmEvent.TcpConnectionFails(TcpFailure.of("shut down")));
            }
            stopNow(new FsmEvent.ManualStop(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN));
        });
    }

    private void stopNow(FsmEvent.ManualStop event) {
        enabled = false;
        journal.configured(config(), false);
        for (Attempt attempt : List.copyOf(attempts)) {
            attempt.apply(event);
            attempt.forget();
        }
        attempts.clear();
        backoff = IdleHoldBackoff.NONE;
        publish();
    }

    /** See {@link EstablishedSession#end}. */
    void endSession(Attempt attempt, NotificationMessage notification, @Nullable Duration startAgainAfter) {
        if (startAgainAfter == null) {
            stopNow(new FsmEvent.ManualStop(notification));
        } else {
            attempt.apply(new FsmEvent.AutomaticStop(notification, startAgainAfter));
        }
    }

    /** Ends the session, if there is one, and starts again at once, with nothing held against the peer. */
    public void restart(NotificationMessage cease) {
        queue.run(() -> {
            stopNow(new FsmEvent.ManualStop(cease));
            startNow();
        });
    }

    /** Lets another configuration take effect, with a restart if a session is wanted and the one that there is is another. */
    public void reconfigure(PeerConfig config) {
        queue.run(() -> {
            boolean wanted = enabled;
            if (!config.sharesSessionWith(config()) || journal.state() != FsmState.ESTABLISHED) {
                stopNow(new FsmEvent.ManualStop(CeaseSubcode.OTHER_CONFIGURATION_CHANGE));
            }
            settings = new SessionSettings(config, settings.delayOpen());
            journal.configured(config, enabled);
            attempts.forEach(Attempt::reconfigured);
            if (wanted) {
                startNow();
            }
        });
    }

    /** The peer has dialled us. */
    public void accept(Connection connection) {
        queue.run(() -> acceptNow(connection));
    }

    private void acceptNow(Connection connection) {
        if (retired && lifetime != null && lifetime.revived()) {
            retired = false;
            startNow();
        }
        if (!enabled) {
            refuseDisabled(connection);
            return;
        }
        boolean resting = attempts.stream().anyMatch(Attempt::refusesConnections);
        if (resting || attempts.size() >= MAX_ATTEMPTS) {
            journal.refused(resting ? "resting" : "too many connections");
            connection.close();
            return;
        }
        waiting().orElseGet(this::newAttempt).accept(connection);
    }

    private void refuseDisabled(Connection connection) {
        journal.refused("disabled");
        connection.send(NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.CONNECTION_REJECTED));
        connection.close();
    }

    /** The attempt that waits in Active for a connection. */
    private Optional<Attempt> waiting() {
        return attempts.stream()
                .filter(a -> a.state() == FsmState.ACTIVE && !a.isConnected())
                .findFirst();
    }

    /**
     * The settings of a connection that begins now. RFC 4271 §6.8: a peer that has not seen our OPEN on a further connection cannot
     * decide for it while we decide for the first one, which would end both.
     */
    SessionSettings settingsFor(Attempt connecting) {
        boolean further = attempts.stream().anyMatch(other -> other != connecting && other.isConnected());
        return further && !settings.delaysOpen() ? settings.delayingOpen(FURTHER_OPEN_DELAY) : settings;
    }

    private Attempt newAttempt() {
        Attempt attempt = new Attempt(this, SessionContext.idle(settings));
        attempts.add(attempt);
        return attempt;
    }

    /** RFC 4271 §6.2 and §6.8: an OPEN is judged, then collisions are resolved, then the machine hears of it. */
    void openReceived(Attempt attempt, Connection connection, OpenMessage open) {
        NegotiatedSession negotiated;
        try {
            negotiated = OpenNegotiation.negotiate(config(), open, connection.localAddress());
        } catch (BgpProtocolException refusal) {
            attempt.apply(Link.eventFor(refusal.notification()));
            return;
        }
        boolean delayed = attempt.context().isRunning(SessionTimer.DELAY_OPEN);
        boolean expected = delayed || attempt.state() == FsmState.OPEN_SENT;
        if (expected && !survivesCollisions(attempt, negotiated)) {
            attempt.end(collisionLost(attempt));
            return;
        }
        connection.useContext(negotiated.codec());
        attempt.apply(
                delayed ? new FsmEvent.BgpOpenWithDelayOpenTimerRunning(negotiated) : new FsmEvent.BgpOpen(negotiated));
    }

    private boolean survivesCollisions(Attempt newcomer, NegotiatedSession open) {
        List<Attempt> losers = new ArrayList<>();
        for (Attempt other : List.copyOf(attempts)) {
            if (other == newcomer) {
                continue;
            }
            CollisionResolution decision = between(newcomer, open, other);
            if (decision == CollisionResolution.KEEP_EXISTING) {
                return false;
            }
            if (decision == CollisionResolution.REPLACE_EXISTING) {
                replaceRestarted(other);
            } else if (decision == CollisionResolution.KEEP_NEWCOMER) {
                losers.add(other);
            }
        }
        losers.forEach(this::dump);
        return true;
    }

    /** Our OPEN has not been sent on it: for the peer there is no collision yet, and the other connection may be established. */
    private static boolean isUnspoken(Attempt attempt) {
        return attempt.context().isRunning(SessionTimer.DELAY_OPEN);
    }

    /** A second connection right after the first is one that both sides dialled at the same time, not a restart. */
    private CollisionResolution between(Attempt newcomer, NegotiatedSession open, Attempt other) {
        if (other.state() == FsmState.OPEN_CONFIRM
                && isUnspoken(newcomer)
                && newcomer.initiator() != other.initiator()) {
            return CollisionResolution.KEEP_EXISTING;
        }
        NegotiatedSession agreed = other.context().negotiated();
        boolean settled = journal.read().inState().compareTo(COLLISION_TIME) >= 0;
        return other.state() == FsmState.ESTABLISHED && agreed != null && settled
                ? CollisionResolution.withEstablished(agreed)
                : CollisionResolution.decide(newcomer.initiator(), open, other.initiator(), other.state());
    }

    /** RFC 4724 §4.2: the connection of before the restart is closed without a NOTIFICATION. */
    private void replaceRestarted(Attempt old) {
        attempts.remove(old);
        old.apply(new FsmEvent.TcpConnectionFails(TcpFailure.of("the peer has restarted and connects anew")));
        old.forget();
    }

    /** Ends an attempt that lost against another one. */
    private void dump(Attempt loser) {
        attempts.remove(loser);
        loser.end(collisionLost(loser));
        loser.forget();
    }

    /** Before OpenSent the machine knows no collisions, and a dump would count as an error. */
    private static FsmEvent collisionLost(Attempt loser) {
        return loser.state().compareTo(FsmState.OPEN_SENT) >= 0
                ? new FsmEvent.OpenCollisionDump()
                : new FsmEvent.ManualStop(CeaseSubcode.CONNECTION_COLLISION_RESOLUTION);
    }

    /** After an event that has changed an attempt's state, or found it at rest. */
    void afterEvent(Attempt attempt) {
        if (attempt.state() == FsmState.ESTABLISHED && attempts.size() > 1) {
            List.copyOf(attempts).stream().filter(a -> a != attempt).forEach(this::dump);
        } else if (enabled && attempt.isResting() && attempts.contains(attempt)) {
            settle(attempt);
        }
        publish();
    }

    /**
     * An attempt has come to rest: it is forgotten if another one has a connection, or is on its way to one; otherwise it is
     * the one that stays, to wait for its timer or for the peer. After an error it puts an end to mere dialling, too.
     */
    private void settle(Attempt resting) {
        List<Attempt> others = attempts.stream().filter(a -> a != resting).toList();
        boolean redundant = resting.refusesConnections()
                ? others.stream().anyMatch(Attempt::isConnected)
                : others.stream().anyMatch(a -> a.state() != FsmState.IDLE || a.refusesConnections());
        if (redundant) {
            resting.forget();
            attempts.remove(resting);
            return;
        }
        others.forEach(this::dump);
        if (isEphemeral() && !resting.refusesConnections()) {
            retire();
        }
    }

    boolean isEphemeral() {
        return lifetime != null;
    }

    /** An ephemeral peer whose first connection came to nothing need not stay. */
    public void retireIfUnused() {
        queue.run(() -> {
            if (isEphemeral() && !retired && attempts.isEmpty()) {
                retire();
            }
        });
    }

    /** Something outside the session stands in its way. */
    public void complain(String problem) {
        queue.run(() -> journal.attemptFailed(problem));
    }

    /** The end of an ephemeral peer. */
    void retire() {
        stopNow(new FsmEvent.ManualStop(CeaseSubcode.PEER_DE_CONFIGURED));
        if (lifetime != null) {
            retired = true;
            lifetime.retired();
        }
    }

    Duration idleHoldTime(IdleHoldCause cause) {
        if (cause == IdleHoldCause.ERROR_WAIT) {
            backoff = backoff.afterError(config().timers(), ports.clock().nanoTime());
            return backoff.hold();
        }
        return settings.connectDelay();
    }

    /** Publishes the attempt that got furthest. */
    void publish() {
        FsmState before = journal.state();
        SessionContext context = furthest();
        if (context == null) {
            journal.state(FsmState.IDLE, IdleHoldCause.NONE, null);
        } else {
            boolean established = context.state() == FsmState.ESTABLISHED;
            journal.state(context.state(), context.idleHold(), established ? context.negotiated() : null);
        }
        if (journal.state() != before) {
            ports.listener().stateChanged(config().id(), journal.state());
        }
    }

    /** Of several that got equally far, the oldest. */
    private @Nullable SessionContext furthest() {
        SessionContext best = null;
        for (Attempt attempt : attempts) {
            if (best == null || attempt.state().compareTo(best.state()) > 0) {
                best = attempt.context();
            }
        }
        return best;
    }

    PeerConfig config() {
        return settings.config();
    }

    SessionPorts ports() {
        return ports;
    }

    SessionQueue queue() {
        return queue;
    }

    SessionCounters counters() {
        return counters;
    }

    SessionJournal journal() {
        return journal;
    }
}
