package io.nightjar.fsm;

import io.nightjar.bgp.error.FsmSubcode;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;

/** RFC 4271 §8.2.2, Established state: routes are exchanged. */
final class EstablishedBehaviour implements StateBehaviour {

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
            case SEND_HOLD_TIMER_EXPIRES -> Ending.sendHoldTimerExpired().abort(context);
            case KEEPALIVE_TIMER_EXPIRES -> onKeepaliveTimerExpires(context);
            case TCP_CONNECTION_VALID, TCP_CR_ACKED, TCP_CONNECTION_CONFIRMED, TCP_CR_INVALID ->
                Transition.stay(context);
            case OPEN_COLLISION_DUMP -> Ending.collision().apply(context);
            case NOTIF_MSG_VER_ERR, NOTIF_MSG ->
                Ending.notificationReceived(event).apply(context);
            case TCP_CONNECTION_FAILS -> Ending.connectionLost(event).apply(context);
            case KEEPALIVE_MSG -> onKeepAliveMsg(context);
            case UPDATE_MSG -> onUpdateMsg(context, (FsmEvent.UpdateMsg) event);
            case UPDATE_MSG_ERR, BGP_HEADER_ERR -> Ending.error(event).apply(context);
            case ROUTE_REFRESH_MSG -> onRouteRefreshMsg(context, (FsmEvent.RouteRefreshMsg) event);
            case CONNECT_RETRY_TIMER_EXPIRES,
                    DELAY_OPEN_TIMER_EXPIRES,
                    IDLE_HOLD_TIMER_EXPIRES,
                    BGP_OPEN,
                    BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING,
                    BGP_OPEN_MSG_ERR -> onAnyOtherEvent(context);
        };
    }

    private static Transition onKeepaliveTimerExpires(SessionContext context) {
        return new TransitionBuilder(context)
                .send(KeepaliveMessage.INSTANCE)
                .restartKeepalive()
                .in(FsmState.ESTABLISHED);
    }

    private static Transition onKeepAliveMsg(SessionContext context) {
        return new TransitionBuilder(context).restartHold().in(FsmState.ESTABLISHED);
    }

    private static Transition onUpdateMsg(SessionContext context, FsmEvent.UpdateMsg event) {
        return new TransitionBuilder(context)
                .add(new FsmAction.DeliverUpdate(event.update(), event.faults()))
                .restartHold()
                .in(FsmState.ESTABLISHED);
    }

    /**
     * RFC 2918 §4; only KEEPALIVE and UPDATE restart the HoldTimer. RFC 7313 §5: markers that were not negotiated are ignored, and
     * so are unknown subtypes.
     */
    private static Transition onRouteRefreshMsg(SessionContext context, FsmEvent.RouteRefreshMsg event) {
        boolean means = switch (event.refresh().subtype()) {
            case RouteRefreshMessage.REQUEST -> true;
            case RouteRefreshMessage.BEGIN, RouteRefreshMessage.END ->
                context.agreed().features().enhancedRouteRefresh();
            default -> false;
        };
        if (!means) {
            return Transition.stay(context);
        }
        return new TransitionBuilder(context)
                .add(new FsmAction.DeliverRouteRefresh(event.refresh()))
                .in(FsmState.ESTABLISHED);
    }

    private static Transition onAnyOtherEvent(SessionContext context) {
        return Ending.unexpected(FsmSubcode.UNEXPECTED_MESSAGE_IN_ESTABLISHED).apply(context);
    }
}
