package io.nightjar.fsm;

import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.NegotiatedSession.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the actions of one transition and keeps the context's books on timers. Confined to one call. */
final class TransitionBuilder {

    private final SessionContext from;
    private final List<FsmAction> actions = new ArrayList<>();

    /** The context's own set as long as it is the same: most messages change nothing but when a timer runs down. */
    private Set<SessionTimer> running;

    private int connectRetryCounter;
    private int refusals;
    private int closures;
    private @Nullable NegotiatedSession negotiated;

    /** Whether the OPENs have agreed in this transition, or what they agreed on ends with it. */
    private boolean agreed;

    TransitionBuilder(SessionContext from) {
        this.from = from;
        this.running = from.runningTimers();
        this.connectRetryCounter = from.counters().connectRetry();
        this.refusals = from.counters().refusals();
        this.closures = from.counters().closures();
        this.negotiated = from.negotiated();
    }

    TransitionBuilder add(FsmAction action) {
        actions.add(action);
        return this;
    }

    TransitionBuilder send(BgpMessage message) {
        return add(new FsmAction.SendMessage(message));
    }

    TransitionBuilder start(SessionTimer timer, Duration nominal) {
        runs(timer);
        return add(new FsmAction.StartTimer(timer, nominal));
    }

    TransitionBuilder stop(SessionTimer timer) {
        if (!running.contains(timer)) {
            return this;
        }
        ownRunning().remove(timer);
        return add(new FsmAction.StopTimer(timer));
    }

    private void runs(SessionTimer timer) {
        if (!running.contains(timer)) {
            ownRunning().add(timer);
        }
    }

    private Set<SessionTimer> ownRunning() {
        if (running == from.runningTimers()) {
            running = EnumSet.noneOf(SessionTimer.class);
            running.addAll(from.runningTimers());
        }
        return running;
    }

    TransitionBuilder stopAllTimers() {
        for (SessionTimer timer : SessionTimer.values()) {
            stop(timer);
        }
        return this;
    }

    TransitionBuilder connectRetryCounter(int value) {
        connectRetryCounter = value;
        return this;
    }

    TransitionBuilder refusals(int value) {
        refusals = value;
        return this;
    }

    TransitionBuilder closures(int value) {
        closures = value;
        return this;
    }

    /** Sends our OPEN, with the HoldTimer at its large value. */
    TransitionBuilder sendOpen() {
        return add(new FsmAction.SendOpen()).start(SessionTimer.HOLD, SessionSettings.OPEN_HOLD_TIME);
    }

    /** Answers the peer's OPEN with a KEEPALIVE, and runs the two timers of the session unless they are off. */
    TransitionBuilder acceptOpen(NegotiatedSession accepted) {
        agree(accepted);
        closures = 0;
        send(KeepaliveMessage.INSTANCE);
        Times times = accepted.times();
        if (times.holdSeconds() == 0) {
            return stop(SessionTimer.HOLD);
        }
        return start(SessionTimer.KEEPALIVE, Duration.ofSeconds(times.keepaliveSeconds()))
                .start(SessionTimer.HOLD, Duration.ofSeconds(times.holdSeconds()));
    }

    private void agree(@Nullable NegotiatedSession session) {
        negotiated = session;
        agreed = true;
    }

    /** Starts the HoldTimer again with the negotiated time, unless that is zero. */
    TransitionBuilder restartHold() {
        return restart(SessionTimer.HOLD, agreedTimes().holdSeconds());
    }

    /** RFC 9687 §4.3: without a HoldTimer there is no SendHoldTimer either. The interpreter starts it again as things are sent. */
    TransitionBuilder startSendHold() {
        int hold = agreedTimes().holdSeconds();
        int sendHold = from.settings().config().timers().sendHoldSeconds(hold);
        return hold == 0 ? this : start(SessionTimer.SEND_HOLD, Duration.ofSeconds(sendHold));
    }

    /** Starts the KeepaliveTimer again with the negotiated time, unless that is zero. */
    TransitionBuilder restartKeepalive() {
        return restart(SessionTimer.KEEPALIVE, agreedTimes().keepaliveSeconds());
    }

    private TransitionBuilder restart(SessionTimer timer, int seconds) {
        return seconds == 0 ? this : start(timer, Duration.ofSeconds(seconds));
    }

    private Times agreedTimes() {
        return from.agreed().times();
    }

    /** Ends in {@code state}, which is any but Idle. */
    Transition in(FsmState state) {
        return finish(state, IdleHoldCause.NONE);
    }

    /** Ends in Idle, resting for {@code cause}. */
    Transition idle(IdleHoldCause cause) {
        agree(null);
        stopAllTimers();
        if (cause != IdleHoldCause.NONE) {
            runs(SessionTimer.IDLE_HOLD);
            add(new FsmAction.StartIdleHoldTimer(cause));
        }
        return finish(FsmState.IDLE, cause);
    }

    /** Ends in Idle, resting for {@code time}. */
    Transition idle(IdleHoldCause cause, Duration time) {
        agree(null);
        stopAllTimers();
        return start(SessionTimer.IDLE_HOLD, time).finish(FsmState.IDLE, cause);
    }

    private Transition finish(FsmState state, IdleHoldCause cause) {
        boolean same = state == from.state()
                && cause == from.idleHold()
                && running == from.runningTimers()
                && !agreed
                && countsLike(from.counters());
        return new Transition(same ? from : next(state, cause), actions);
    }

    private boolean countsLike(SessionContext.Counters counters) {
        return connectRetryCounter == counters.connectRetry()
                && refusals == counters.refusals()
                && closures == counters.closures();
    }

    private SessionContext next(FsmState state, IdleHoldCause cause) {
        SessionContext.Counters counters = new SessionContext.Counters(connectRetryCounter, refusals, closures);
        return new SessionContext(from.settings(), state, running, counters, cause, negotiated);
    }
}
