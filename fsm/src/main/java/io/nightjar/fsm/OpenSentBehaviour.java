package io.nightjar.fsm;

import io.nightjar.bgp.error.FsmSubcode;

/** RFC 4271 §8.2.2, OpenSent state: waiting for the peer's OPEN. */
final class OpenSentBehaviour implements StateBehaviour {

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
            case MANUAL_STOP -> Ending.manualStop(event).apply(context);
            case AUTOMATIC_STOP -> Ending.automaticStop(event).apply(context);
            case HOLD_TIMER_EXPIRES -> Ending.holdTimerExpired().apply(context);
            case TCP_CONNECTION_VALID, TCP_CR_ACKED, TCP_CONNECTION_CONFIRMED, TCP_CR_INVALID ->
                Transition.stay(context);
            case TCP_CONNECTION_FAILS -> onTcpConnectionFails(context, (FsmEvent.TcpConnectionFails) event);
            case BGP_OPEN -> onBgpOpen(context, (FsmEvent.BgpOpen) event);
            case BGP_HEADER_ERR, BGP_OPEN_MSG_ERR -> Ending.error(event).apply(context);
            case OPEN_COLLISION_DUMP -> Ending.collision().apply(context);
            case NOTIF_MSG_VER_ERR -> Ending.versionRefused(event).apply(context);
            case NOTIF_MSG -> Ending.notificationReceived(event).apply(context);
            case CONNECT_RETRY_TIMER_EXPIRES,
                    KEEPALIVE_TIMER_EXPIRES,
                    DELAY_OPEN_TIMER_EXPIRES,
                    IDLE_HOLD_TIMER_EXPIRES,
                    BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING,
                    KEEPALIVE_MSG,
                    UPDATE_MSG,
                    UPDATE_MSG_ERR,
                    SEND_HOLD_TIMER_EXPIRES,
                    ROUTE_REFRESH_MSG -> onAnyOtherEvent(context);
        };
    }

    private static Transition onTcpConnectionFails(SessionContext context, FsmEvent.TcpConnectionFails event) {
        TransitionBuilder builder = new TransitionBuilder(context)
                .add(new FsmAction.AttemptFailed(event.failure().reason()))
                .add(new FsmAction.CloseConnection())
                .stopAllTimers();
        return BeforeOpen.afterClosure(builder, context);
    }

    /** Whether this connection survives the collisions of §6.8 has been decided before. */
    private static Transition onBgpOpen(SessionContext context, FsmEvent.BgpOpen event) {
        return new TransitionBuilder(context).acceptOpen(event.negotiated()).in(FsmState.OPEN_CONFIRM);
    }

    private static Transition onAnyOtherEvent(SessionContext context) {
        return Ending.unexpected(FsmSubcode.UNEXPECTED_MESSAGE_IN_OPEN_SENT).apply(context);
    }
}
