package io.nightjar.conformance.sim;

import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.session.SessionStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which timers may run in which state (RFC 4271 §8.2.2): none outlives its state, and none that a state needs is missing. */
final class TimerRules {

    private static final Set<SessionTimer> ESTABLISHED =
            EnumSet.of(SessionTimer.HOLD, SessionTimer.KEEPALIVE, SessionTimer.SEND_HOLD);

    private static final Set<SessionTimer> IN_SESSION = EnumSet.of(SessionTimer.HOLD, SessionTimer.KEEPALIVE);

    private TimerRules() {}

    /** What is wrong with a peer's timers; null if nothing is. */
    static @Nullable String fault(SimulatedSessions.Peer peer) {
        SessionStatus status = peer.driver().status();
        List<Set<SessionTimer>> running = new ArrayList<>(peer.timers().size());
        peer.timers().forEach(timers -> running.add(timers.running()));
        String wrong = status.enabled() ? fault(status.state(), status.negotiated(), running) : disabled(running);
        return wrong == null ? null : status.state() + " with timers " + running + ": " + wrong;
    }

    private static @Nullable String disabled(List<Set<SessionTimer>> running) {
        return running.isEmpty() ? null : "timers run although no session is wanted";
    }

    private static @Nullable String fault(
            FsmState state, @Nullable NegotiatedSession negotiated, List<Set<SessionTimer>> running) {
        return switch (state) {
            case IDLE ->
                running.stream().allMatch(EnumSet.of(SessionTimer.IDLE_HOLD)::containsAll)
                        ? null
                        : "more than the IdleHoldTimer runs";
            case CONNECT, ACTIVE ->
                running.stream().noneMatch(timers -> timers.contains(SessionTimer.KEEPALIVE))
                        ? null
                        : "KEEPALIVEs without a session";
            case OPEN_SENT -> anyHas(running, EnumSet.of(SessionTimer.HOLD)) ? null : "nobody waits for the OPEN";
            case OPEN_CONFIRM -> anyHas(running, IN_SESSION) ? null : "nobody waits for the KEEPALIVE";
            case ESTABLISHED -> established(negotiated, running);
        };
    }

    private static boolean anyHas(List<Set<SessionTimer>> running, Set<SessionTimer> needed) {
        for (Set<SessionTimer> timers : running) {
            if (timers.containsAll(needed)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String established(
            @Nullable NegotiatedSession negotiated, List<Set<SessionTimer>> running) {
        if (negotiated == null) {
            return "nothing was negotiated";
        }
        if (negotiated.times().holdSeconds() > 0 && !anyHas(running, ESTABLISHED)) {
            return "a timer of the session is missing";
        }
        boolean own = running.stream()
                .filter(timers -> timers.containsAll(IN_SESSION))
                .allMatch(ESTABLISHED::containsAll);
        return own ? null : "a timer runs that is not of the session";
    }
}
