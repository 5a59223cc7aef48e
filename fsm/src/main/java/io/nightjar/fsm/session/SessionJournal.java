package io.nightjar.fsm.session;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.SessionTimer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is told about a peer: the published status, and one log line for each change that people care about. Written on the
 * session's loop, read from any thread.
 */
final class SessionJournal {

    private static final Logger LOG = LoggerFactory.getLogger(SessionJournal.class);

    private static final int MAX_FAULTS = 3;

    private final NanoClock clock;
    private final SessionCounters counters;
    private final LogAllowance changes;
    private final LogAllowance faults;
    private volatile Page page;

    /** Written with every message, so it is no part of the page. */
    private final Map<SessionTimer, TimerWatch> timers = new EnumMap<>(SessionTimer.class);

    /** When the session, or the wish for one, has last come or gone. */
    private volatile long changedNanos;

    SessionJournal(PeerConfig config, NanoClock clock, SessionCounters counters, LogBudget budget) {
        this.clock = clock;
        this.counters = counters;
        this.changes = budget.changes();
        this.faults = budget.faults();
        this.changedNanos = clock.nanoTime();
        this.page = new Page(config, false, FsmState.IDLE, IdleHoldCause.NONE, changedNanos, "", "", null);
        for (SessionTimer timer : SessionTimer.values()) {
            timers.put(timer, new TimerWatch());
        }
    }

    void started(SessionTimer timer, Duration after) {
        watch(timer).started(clock.nanoTime(), after.toNanos());
    }

    void stopped(SessionTimer timer) {
        watch(timer).stopped();
    }

    private TimerWatch watch(SessionTimer timer) {
        return Objects.requireNonNull(timers.get(timer));
    }

    private SessionStatus.Clocks clocks(long nowNanos) {
        Map<SessionTimer, SessionStatus.Running> running = new EnumMap<>(SessionTimer.class);
        timers.forEach((timer, watch) -> {
            SessionStatus.Running left = watch.read(nowNanos);
            if (left != null) {
                running.put(timer, left);
            }
        });
        return new SessionStatus.Clocks(Duration.ofNanos(nowNanos - changedNanos), running);
    }

    /** From any thread. */
    SessionStatus read() {
        Page now = page;
        long nowNanos = clock.nanoTime();
        return new SessionStatus(
                now.config,
                now.enabled,
                now.state,
                now.idleHold,
                Duration.ofNanos(nowNanos - now.sinceNanos),
                now.lastError,
                now.lastDown,
                now.negotiated,
                counters.read(),
                clocks(nowNanos));
    }

    void configured(PeerConfig config, boolean enabled) {
        Page old = page;
        if (old.enabled != enabled) {
            changedNanos = clock.nanoTime();
        }
        page = new Page(
                config, enabled, old.state, old.idleHold, old.sinceNanos, old.lastError, old.lastDown, old.negotiated);
    }

    FsmState state() {
        return page.state;
    }

    void state(FsmState state, IdleHoldCause idleHold, @Nullable NegotiatedSession negotiated) {
        Page old = page;
        if (idleHold.refusesConnections() && old.idleHold != idleHold) {
            changedNanos = clock.nanoTime();
        }
        if (old.state != state || old.idleHold != idleHold || !Objects.equals(old.negotiated, negotiated)) {
            long since = old.state == state ? old.sinceNanos : clock.nanoTime();
            page = new Page(old.config, old.enabled, state, idleHold, since, old.lastError, old.lastDown, negotiated);
        }
    }

    void up(NegotiatedSession session) {
        counters.established();
        changedNanos = clock.nanoTime();
        ended("", page.lastDown);
        if (changes.take()) {
            at(Level.INFO, "session-up")
                    .log(
                            "{}: Established with {} (AS {}, identifier {}), families {}, hold time {} s{}",
                            session.peer(),
                            session.remoteAddress(),
                            session.config().remote().asNumber(),
                            session.peerIdentifier(),
                            session.codec().families(),
                            session.times().holdSeconds(),
                            changes.leftOut());
        }
    }

    void down(String reason) {
        changedNanos = clock.nanoTime();
        ended(reason, reason);
        if (changes.take()) {
            at(Level.INFO, "session-down", reason).log("{}: down: {}{}", page.config.id(), reason, changes.leftOut());
        }
    }

    /** The same failure again and again is one line. */
    void attemptFailed(String reason) {
        if (!page.lastError.equals(reason)) {
            ended(reason, page.lastDown);
            if (changes.take()) {
                at(Level.INFO, "session-failed", reason)
                        .log("{}: no session: {}{}", page.config.id(), reason, changes.leftOut());
            }
        }
    }

    /** RFC 7606 §8: somebody has to hear of it, but not of each of a thousand. */
    void malformed(List<AttributeFault> found) {
        if (!faults.take()) {
            return;
        }
        String first = found.stream()
                .limit(MAX_FAULTS)
                .map(fault -> (fault.attributeType() == 0 ? "" : "attribute " + fault.attributeType() + ": ")
                        + fault.reason() + ", " + fault.action())
                .collect(Collectors.joining("; "));
        String rest = found.size() > MAX_FAULTS ? "; and " + (found.size() - MAX_FAULTS) + " more" : "";
        at(Level.WARN, "malformed-update", first + rest)
                .log("{}: malformed UPDATE: {}{}{}", page.config.id(), first, rest, faults.leftOut());
    }

    void refused(String why) {
        at(Level.DEBUG, "connection-refused", why).log("{}: connection refused: {}", page.config.id(), why);
    }

    /** Our own code has failed: the only case that deserves a stack trace. */
    void internalFault(RuntimeException fault) {
        at(Level.ERROR, "internal-fault").setCause(fault).log("{}: internal fault, the session ends", page.config.id());
    }

    private LoggingEventBuilder at(Level level, String event) {
        return LOG.atLevel(level).addKeyValue("event", event).addKeyValue("peer", page.config.id());
    }

    private LoggingEventBuilder at(Level level, String event, String reason) {
        return at(level, event).addKeyValue("reason", reason);
    }

    private void ended(String lastError, String lastDown) {
        Page old = page;
        page = new Page(
                old.config, old.enabled, old.state, old.idleHold, old.sinceNanos, lastError, lastDown, old.negotiated);
    }

    private record Page(
            PeerConfig config,
            boolean enabled,
            FsmState state,
            IdleHoldCause idleHold,
            long sinceNanos,
            String lastError,
            String lastDown,
            @Nullable NegotiatedSession negotiated) {}
}
