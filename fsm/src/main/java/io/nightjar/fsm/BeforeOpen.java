package io.nightjar.fsm;

import io.nightjar.fsm.FsmEvent.BgpOpenWithDelayOpenTimerRunning;
import io.nightjar.fsm.FsmEvent.TcpConnectionFails;
import java.time.Duration;

/** Connect and Active: our OPEN has not been sent. They differ only in what the ConnectRetryTimer means. */
interface BeforeOpen extends StateBehaviour {

    /** Event 9. */
    Transition onConnectRetryTimerExpires(SessionContext context);

    @Override
    default Transition handle(SessionContext context, FsmEvent event) {
        return switch (event.type()) {
            case MANUAL_START,
                    AUTOMATIC_START,
                    MANUAL_START_WITH_PASSIVE_TCP_ESTABLISHMENT,
                    AUTOMATIC_START_WITH_PASSIVE_TCP_ESTABLISHMENT,
                    AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS,
                    AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS_AND_PASSIVE_TCP_ESTABLISHMENT ->
                Transition.stay(context);
            case MANUAL_STOP -> onManualStop(context, event);
            case CONNECT_RETRY_TIMER_EXPIRES -> onConnectRetryTimerExpires(context);
            case DELAY_OPEN_TIMER_EXPIRES -> onDelayOpenTimerExpires(context);
            case TCP_CONNECTION_VALID, TCP_CR_INVALID -> Transition.stay(context);
            case TCP_CR_ACKED, TCP_CONNECTION_CONFIRMED -> onConnected(context);
            case TCP_CONNECTION_FAILS -> onTcpConnectionFails(context, (FsmEvent.TcpConnectionFails) event);
            case BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING ->
                onOpen(context, (FsmEvent.BgpOpenWithDelayOpenTimerRunning) event);
            case BGP_HEADER_ERR, BGP_OPEN_MSG_ERR -> Ending.error(event).apply(context);
            case NOTIF_MSG_VER_ERR -> Ending.versionRefused(event).apply(context);
            case NOTIF_MSG -> Ending.notificationReceived(event).apply(context);
            case AUTOMATIC_STOP,
                    HOLD_TIMER_EXPIRES,
                    KEEPALIVE_TIMER_EXPIRES,
                    IDLE_HOLD_TIMER_EXPIRES,
                    BGP_OPEN,
                    OPEN_COLLISION_DUMP,
                    KEEPALIVE_MSG,
                    UPDATE_MSG,
                    UPDATE_MSG_ERR,
                    SEND_HOLD_TIMER_EXPIRES,
                    ROUTE_REFRESH_MSG -> Ending.outOfPlace(event).apply(context);
        };
    }

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
                .add(new FsmAction.SendOpen())
                .acceptOpen(event.negotiated())
                .in(FsmState.OPEN_CONFIRM);
    }

    /** Event 2: the peer is told only if there is one, SendNOTIFICATIONwithoutOPEN being on. */
    static Transition onManualStop(SessionContext context, FsmEvent event) {
        Ending ending = Ending.manualStop(event);
        return (context.isRunning(SessionTimer.DELAY_OPEN) ? ending : ending.silent()).apply(context);
    }
}
