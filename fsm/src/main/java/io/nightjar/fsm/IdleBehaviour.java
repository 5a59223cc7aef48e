package io.nightjar.fsm;

/** RFC 4271 §8.2.2, Idle state: no connection, and none is wanted until a start event or the IdleHoldTimer. */
final class IdleBehaviour implements StateBehaviour {

    @Override
    public Transition handle(SessionContext context, FsmEvent event) {
        return switch (event.type()) {
            case MANUAL_START, AUTOMATIC_START -> start(context);
            case MANUAL_START_WITH_PASSIVE_TCP_ESTABLISHMENT, AUTOMATIC_START_WITH_PASSIVE_TCP_ESTABLISHMENT ->
                startPassive(context);
            case AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS -> damped(context) ? stay(context) : start(context);
            case AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS_AND_PASSIVE_TCP_ESTABLISHMENT ->
                damped(context) ? stay(context) : startPassive(context);
            case IDLE_HOLD_TIMER_EXPIRES ->
                context.settings().config().passive() ? startPassive(context) : start(context);
            case MANUAL_STOP -> onManualStop(context);
            case AUTOMATIC_STOP,
                    CONNECT_RETRY_TIMER_EXPIRES,
                    HOLD_TIMER_EXPIRES,
                    KEEPALIVE_TIMER_EXPIRES,
                    DELAY_OPEN_TIMER_EXPIRES,
                    TCP_CONNECTION_VALID,
                    TCP_CR_INVALID,
                    TCP_CR_ACKED,
                    TCP_CONNECTION_CONFIRMED,
                    TCP_CONNECTION_FAILS,
                    BGP_OPEN,
                    BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING,
                    BGP_HEADER_ERR,
                    BGP_OPEN_MSG_ERR,
                    OPEN_COLLISION_DUMP,
                    NOTIF_MSG_VER_ERR,
                    NOTIF_MSG,
                    KEEPALIVE_MSG,
                    UPDATE_MSG,
                    UPDATE_MSG_ERR,
                    SEND_HOLD_TIMER_EXPIRES,
                    ROUTE_REFRESH_MSG -> onAnyOtherEvent(context);
        };
    }

    private static boolean damped(SessionContext context) {
        return context.isRunning(SessionTimer.IDLE_HOLD);
    }

    private static Transition stay(SessionContext context) {
        return Transition.stay(context);
    }

    private static Transition start(SessionContext context) {
        return new TransitionBuilder(context)
                .stop(SessionTimer.IDLE_HOLD)
                .connectRetryCounter(0)
                .refusals(0)
                .closures(0)
                .start(SessionTimer.CONNECT_RETRY, context.settings().connectRetryTime())
                .add(new FsmAction.Connect())
                .in(FsmState.CONNECT);
    }

    /** The ConnectRetryTimer is left alone: a passive peer never dials. */
    private static Transition startPassive(SessionContext context) {
        return new TransitionBuilder(context)
                .stop(SessionTimer.IDLE_HOLD)
                .connectRetryCounter(0)
                .in(FsmState.ACTIVE);
    }

    /** The RFC ignores a stop in Idle; here it also ends the wait for the next start. */
    private static Transition onManualStop(SessionContext context) {
        return new TransitionBuilder(context).connectRetryCounter(0).idle(IdleHoldCause.NONE);
    }

    private static Transition onAnyOtherEvent(SessionContext context) {
        return Transition.stay(context);
    }
}
