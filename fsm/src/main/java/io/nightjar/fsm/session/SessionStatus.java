package io.nightjar.fsm.session;

import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import java.time.Duration;
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
        Counters counters) {

    /**
     * What was counted.
     *
     * @param established how often a session was established
     */
    public record Counters(
            long messagesReceived, long messagesSent, long updatesReceived, long updatesSent, long established) {}
}
