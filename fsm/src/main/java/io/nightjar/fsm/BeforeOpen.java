package io.nightjar.fsm;

import io.nightjar.fsm.FsmEvent.BgpOpenWithDelayOpenTimerRunning;
import io.nightjar.fsm.FsmEvent.TcpConnectionFails;
import java.time.Duration;

/** What Connect and Active have in common: our OPEN has not been sent. */
final class BeforeOpen {

    private BeforeOpen() {}

    /** Events 16 and 17. */
    static Transition onConnected(SessionContext context) {
        TransitionBuilder builder =
                new TransitionBuilder(context).stop(SessionTimer.CONNECT_RETRY).refusals(0);
        if (context.settings().delaysOpen()) {
            return builder.start(SessionTimer.DELAY_OPEN, context.settings().delayOpen())
                    .in(context.state());
        }
        return builder.sendOpen().in(FsmState.OPEN_SENT);
    }

    /** Event 12. */
    static Transition onDelayOpenTimerExpires(SessionContext context) {
        return new TransitionBuilder(context)
                .stop(SessionTimer.CONNECT_RETRY)
                .sendOpen()
                .in(FsmState.OPEN_SENT);
    }

    /** Event 18, in Active, or in Connect while the DelayOpenTimer is running; and, unlike the RFC, otherwise too. */
    static Transition onTcpConnectionFails(SessionContext context, TcpConnectionFails event) {
        TransitionBuilder builder = new TransitionBuilder(context)
                .add(new FsmAction.AttemptFailed(event.failure().reason()))
                .add(new FsmAction.CloseConnection())
                .stop(SessionTimer.DELAY_OPEN)
                .connectRetryCounter(context.counters().connectRetry() + 1);
        return waitForConnection(builder, context, event.failure());
    }

    private static Transition waitForConnection(TransitionBuilder builder, SessionContext context, TcpFailure failure) {
        if (!failure.refused()) {
            return retryAfter(builder.refusals(0), context, context.settings().connectDelay());
        }
        int earlier = context.counters().refusals();
        return retryAfter(builder.refusals(earlier + 1).closures(0), context, SessionSettings.quickDelay(earlier));
    }

    /**
     * Event 18 in OpenSent. A connection that is closed before a word was said often means that the peer's speaker has not
     * heard of us yet; the first few times it is tried again as if it had been refused.
     */
    static Transition afterClosure(TransitionBuilder builder, SessionContext context) {
        int earlier = context.counters().closures();
        boolean quickly = earlier < SessionSettings.QUICK_CLOSURES;
        return retryAfter(
                builder.closures(quickly ? earlier + 1 : earlier),
                context,
                quickly
                        ? SessionSettings.quickDelay(earlier)
                        : context.settings().connectDelay());
    }

    /** Goes to Active, where a connection of the peer is accepted and ours is tried again after a while. */
    private static Transition retryAfter(TransitionBuilder builder, SessionContext context, Duration delay) {
        if (!context.settings().config().passive()) {
            builder.start(SessionTimer.CONNECT_RETRY, delay);
        }
        return builder.in(FsmState.ACTIVE);
    }

    /** Event 20. */
    static Transition onOpen(SessionContext context, BgpOpenWithDelayOpenTimerRunning event) {
        return new TransitionBuilder(context)
                .stop(SessionTimer.CONNECT_RETRY)
                .stop(SessionTimer.DELAY_OPEN)
                .send(OpenNegotiation.ourOpen(context.settings().config()))
                .acceptOpen(event.negotiated())
                .in(FsmState.OPEN_CONFIRM);
    }

    /** Event 2: the peer is told only if there is one, SendNOTIFICATIONwithoutOPEN being on. */
    static Transition onManualStop(SessionContext context, FsmEvent event) {
        Ending ending = Ending.manualStop(event);
        return (context.isRunning(SessionTimer.DELAY_OPEN) ? ending : ending.silent()).apply(context);
    }
}
