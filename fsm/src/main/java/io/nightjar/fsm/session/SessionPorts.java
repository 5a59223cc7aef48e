package io.nightjar.fsm.session;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.RestartState;
import java.util.function.Supplier;

/**
 * Everything through which a driver touches the world.
 *
 * @param loop where all its work is done
 * @param connector dials the peer
 * @param timers makes the timers of one connection
 * @param listener uses the sessions
 * @param clock tells the time
 * @param jitter spreads timers
 * @param restart what our OPENs say of our own restart
 * @param totals counts the messages of all peers
 */
public record SessionPorts(
        SessionLoop loop,
        Connector connector,
        Supplier<SessionTimers> timers,
        SessionListener listener,
        NanoClock clock,
        TimerJitter jitter,
        RestartState restart,
        MessageTotals totals) {}
