package io.nightjar.fsm;

import io.nightjar.bgp.error.FsmSubcode;
import io.nightjar.bgp.message.KeepaliveMessage;
import java.util.Objects;

/** RFC 4271 §8.2.2, OpenConfirm state: waiting for the KEEPALIVE that answers our OPEN. */
final class OpenConfirmBehaviour implements StateBehaviour {

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
            case KEEPALIVE_TIMER_EXPIRES -> onKeepaliveTimerExpires(context);
            case TCP_CONNECTION_VALID, TCP_CR_ACKED, TCP_CONNECTION_CONFIRMED, TCP_CR_INVALID ->
                Transition.stay(context);
            case TCP_CONNECTION_FAILS -> Ending.connectionLost(event).apply(context);
            case NOTIF_MSG -> Ending.notificationReceived(event).apply(context);
            case NOTIF_MSG_VER_ERR -> Ending.versionRefused(event).apply(context);
            case BGP_HEADER_ERR, BGP_OPEN_MSG_ERR -> Ending.error(event).apply(context);
            case OPEN_COLLISION_DUMP -> Ending.collision().apply(context);
            case KEEPALIVE_MSG -> onKeepAliveMsg(context);
            case CONNECT_RETRY_TIMER_EXPIRES,
                    DELAY_OPEN_TIMER_EXPIRES,
                    IDLE_HOLD_TIMER_EXPIRES,
                    BGP_OPEN,
                    BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING,
                    UPDATE_MSG,
                    UPDATE_MSG_ERR,
                    SEND_HOLD_TIMER_EXPIRES,
                    ROUTE_REFRESH_MSG -> onAnyOtherEvent(context);
        };
    }

    private static Transition onKeepaliveTimerExpires(SessionContext context) {
        return new TransitionBuilder(context)
                .send(KeepaliveMessage.INSTANCE)
                .restartKeepalive()
                .in(FsmState.OPEN_CONFIRM);
    }

    private static Transition onKeepAliveMsg(SessionContext context) {
        return new TransitionBuilder(context)
                .restartHold()
                .startSendHold()
                .add(new FsmAction.SessionUp(Objects.requireNonNull(context.negotiated())))
                .in(FsmState.ESTABLISHED);
    }

    private static Transition onAnyOtherEvent(SessionContext context) {
        return Ending.unexpected(FsmSubcode.UNEXPECTED_MESSAGE_IN_OPEN_CONFIRM).apply(context);
    }
}
