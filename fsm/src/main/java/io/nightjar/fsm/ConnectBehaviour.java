package io.nightjar.fsm;

/** RFC 4271 §8.2.2, Connect state: waiting for the connection that we have requested. */
final class ConnectBehaviour implements StateBehaviour {

    @Override
    public Transition handle(SessionContext context, FsmEvent event) {
        return switch (event.type()) {
            case MANUAL_START,
                    AUTOMATIC_START,
                    MANUAL_START_WITH_PASSIVE_TCP_ESTABLISHMENT,
                    AUTOMATIC_START_WITH_PASSIVE_TCP_ESTABLISHMENT,
                    AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS,
                    AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS_AND_PASSIVE_TCP_ESTABLISHMENT ->
                Transition.stay(context);
            case MANUAL_STOP -> BeforeOpen.onManualStop(context, event);
            case CONNECT_RETRY_TIMER_EXPIRES -> onConnectRetryTimerExpires(context);
            case DELAY_OPEN_TIMER_EXPIRES -> BeforeOpen.onDelayOpenTimerExpires(context);
            case TCP_CONNECTION_VALID, TCP_CR_INVALID -> Transition.stay(context);
            case TCP_CR_ACKED, TCP_CONNECTION_CONFIRMED -> BeforeOpen.onConnected(context);
            case TCP_CONNECTION_FAILS -> BeforeOpen.onTcpConnectionFails(context, (FsmEvent.TcpConnectionFails) event);
            case BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING ->
                BeforeOpen.onOpen(context, (FsmEvent.BgpOpenWithDelayOpenTimerRunning) event);
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
                    ROUTE_REFRESH_MSG -> onAnyOtherEvent(context, event);
        };
    }

    private static Transition onConnectRetryTimerExpires(SessionContext context) {
        return new TransitionBuilder(context)
                .add(new FsmAction.AttemptFailed("connection timed out"))
                .add(new FsmAction.CloseConnection())
                .stop(SessionTimer.DELAY_OPEN)
                .refusals(0)
                .start(SessionTimer.CONNECT_RETRY, context.settings().connectRetryTime())
                .add(new FsmAction.Connect())
                .in(FsmState.CONNECT);
    }

    private static Transition onAnyOtherEvent(SessionContext context, FsmEvent event) {
        return Ending.outOfPlace(event).apply(context);
    }
}
