package io.nightjar.fsm.session;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    SessionJournal(PeerConfig config, NanoClock clock, SessionCounters counters, LogBudget budget) {
        this.clock = clock;
        this.counters = counters;
        this.changes = budget.changes();
        this.faults = budget.faults();
        this.page = new Page(config, false, FsmState.IDLE, IdleHoldCause.NONE, clock.nanoTime(), "", "", null);
    }

    /** From any thread. */
    SessionStatus read() {
        Page now = page;
        return new SessionStatus(
                now.config,
                now.enabled,
                now.state,
                now.idleHold,
                Duration.ofNanos(clock.nanoTime() - now.sinceNanos),
                now.lastError,
                now.lastDown,
                now.negotiated,
                counters.read());
    }

    void configured(PeerConfig config, boolean enabled) {
        Page old = page;
        page = new Page(
                config, enabled, old.state, old.idleHold, old.sinceNanos, old.lastError, old.lastDown, old.negotiated);
    }

    FsmState state() {
        return page.state;
    }

    void state(FsmState state, IdleHoldCause idleHold, @Nullable NegotiatedSession negotiated) {
        Page old = page;
        if (old.state != state || old.idleHold != idleHold || !Objects.equals(old.negotiated, negotiated)) {
            long since = old.state == state ? old.sinceNanos : clock.nanoTime();
            page = new Page(old.config, old.enabled, state, idleHold, since, old.lastError, old.lastDown, negotiated);
        }
    }

    void up(NegotiatedSession session) {
        counters.established();
        ended("", page.lastDown);
        if (changes.take()) {
            LOG.info(
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
        ended(reason, reason);
        if (changes.take()) {
            LOG.info("{}: down: {}{}", page.config.id(), reason, changes.leftOut());
        }
    }

    /** The same failure again and again is one line. */
    void attemptFailed(String reason) {
        if (!page.lastError.equals(reason)) {
            ended(reason, page.lastDown);
            if (changes.take()) {
                LOG.info("{}: no session: {}{}", page.config.id(), reason, changes.leftOut());
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
        LOG.warn("{}: malformed UPDATE: {}{}{}", page.config.id(), first, rest, faults.leftOut());
    }

    void refused(String why) {
        LOG.debug("{}: connection refused: {}", page.config.id(), why);
    }

    /** Our own code has failed: the only case that deserves a stack trace. */
    void internalFault(RuntimeException fault) {
        LOG.error("{}: internal fault, the session ends", page.config.id(), fault);
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
