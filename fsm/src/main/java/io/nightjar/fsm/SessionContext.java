package io.nightjar.fsm;

import io.nightjar.bgp.peer.NegotiatedSession;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the machine remembers of one connection between two events.
 *
 * @param settings how the session is configured
 * @param state one of the six
 * @param runningTimers which timers have been started and neither stopped nor run down
 * @param counters what has been counted
 * @param idleHold why the session rests in Idle; NONE in all other states
 * @param negotiated what the OPENs agreed on; null before OpenConfirm, because there is nothing yet
 */
public record SessionContext(
        SessionSettings settings,
        FsmState state,
        Set<SessionTimer> runningTimers,
        Counters counters,
        IdleHoldCause idleHold,
        @Nullable NegotiatedSession negotiated) {

    public SessionContext {
        runningTimers = Set.copyOf(runningTimers);
    }

    /** A session that has not been started. */
    public static SessionContext idle(SessionSettings settings) {
        return new SessionContext(settings, FsmState.IDLE, Set.of(), Counters.ZERO, IdleHoldCause.NONE, null);
    }

    /** The same with other settings. */
    public SessionContext with(SessionSettings changed) {
        return new SessionContext(changed, state, runningTimers, counters, idleHold, negotiated);
    }

    /** The same with one timer less. */
    SessionContext without(SessionTimer expired) {
        Set<SessionTimer> left = EnumSet.copyOf(runningTimers);
        left.remove(expired);
        return new SessionContext(settings, state, left, counters, idleHold, negotiated);
    }

    public boolean isRunning(SessionTimer timer) {
        return runningTimers.contains(timer);
    }

    /** What was negotiated, in a state that has it. */
    NegotiatedSession agreed() {
        if (negotiated == null) {
            throw new IllegalStateException("nothing was negotiated in " + state);
        }
        return negotiated;
    }

    /**
     * The counted attributes of a session.
     *
     * @param connectRetry the ConnectRetryCounter of RFC 4271 §8.1.1
     * @param refusals dials that were refused, in a row
     * @param closures connections that the peer closed without a word, in a row
     */
    public record Counters(int connectRetry, int refusals, int closures) {

        static final Counters ZERO = new Counters(0, 0, 0);
    }
}
