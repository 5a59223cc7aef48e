package io.nightjar.fsm.session;

import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.SessionTimer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a peer is doing.
 *
 * @param peer its configuration: name, address, port, AS number, whether it is passive
 * @param enabled whether a session is wanted
 * @param state of the connection that got furthest
 * @param idleHold in Idle, why it rests
 * @param inState for how long it has been in this state
 * @param lastError why there is no session: what ended the last attempt or session; empty when established, or if none ended
 * @param lastDown what ended the last session, whatever has been tried since; empty if none ended
 * @param negotiated what was agreed on; null unless established
 * @param counters what was counted since the peer was added
 * @param clocks since when, and what is still to come
 */
public record SessionStatus(
        PeerConfig peer,
        boolean enabled,
        FsmState state,
        IdleHoldCause idleHold,
        Duration inState,
        String lastError,
        String lastDown,
        @Nullable NegotiatedSession negotiated,
        Counters counters,
        Clocks clocks) {

    /**
     * Since when, and what is still to come.
     *
     * @param sinceChange how long ago the session came up or went down, an attempt ended in an error, or a session was wanted or not
     *     wanted any more, whichever was last: shorter-lived states in between do not count
     * @param running the timers that run
     */
    public record Clocks(Duration sinceChange, Map<SessionTimer, Running> running) {

        public Clocks {
            running = Map.copyOf(running);
        }
    }

    /**
     * A timer that runs.
     *
     * @param left until it runs down
     * @param time that it was started with
     */
    public record Running(Duration left, Duration time) {}

    /**
     * What was counted.
     *
     * @param established how often a session was established
     */
    public record Counters(
            long messagesReceived, long messagesSent, long updatesReceived, long updatesSent, long established) {}
}
