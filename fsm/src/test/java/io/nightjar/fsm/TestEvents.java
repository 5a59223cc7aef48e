package io.nightjar.fsm;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import java.util.List;

/** One event of each kind. */
public final class TestEvents {

    public static final UpdateMessage UPDATE = new UpdateMessage(List.of(), PathAttributes.EMPTY, List.of());
    public static final RouteRefreshMessage REFRESH =
            new RouteRefreshMessage(AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST);

    private TestEvents() {}

    public static NotificationMessage notification(int code, int subcode) {
        return NotificationMessage.of(new NotificationCode(code), subcode);
    }

    /** The received NOTIFICATION of event 25 is 2/6, the errors to be sent are 1/1, 2/2 and 3/1. */
    public static FsmEvent of(FsmEventType type) {
        return switch (type) {
            case MANUAL_START -> new FsmEvent.ManualStart();
            case MANUAL_STOP -> new FsmEvent.ManualStop(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN);
            case AUTOMATIC_START -> new FsmEvent.AutomaticStart();
            case MANUAL_START_WITH_PASSIVE_TCP_ESTABLISHMENT -> new FsmEvent.ManualStartWithPassiveTcpEstablishment();
            case AUTOMATIC_START_WITH_PASSIVE_TCP_ESTABLISHMENT ->
                new FsmEvent.AutomaticStartWithPassiveTcpEstablishment();
            case AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS -> new FsmEvent.AutomaticStartWithDampPeerOscillations();
            case AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS_AND_PASSIVE_TCP_ESTABLISHMENT ->
                new FsmEvent.AutomaticStartWithDampPeerOscillationsAndPassiveTcpEstablishment();
            case AUTOMATIC_STOP -> new FsmEvent.AutomaticStop(CeaseSubcode.OUT_OF_RESOURCES);
            case CONNECT_RETRY_TIMER_EXPIRES -> new FsmEvent.ConnectRetryTimerExpires();
            case HOLD_TIMER_EXPIRES -> new FsmEvent.HoldTimerExpires();
            case KEEPALIVE_TIMER_EXPIRES -> new FsmEvent.KeepaliveTimerExpires();
            case DELAY_OPEN_TIMER_EXPIRES -> new FsmEvent.DelayOpenTimerExpires();
            case IDLE_HOLD_TIMER_EXPIRES -> new FsmEvent.IdleHoldTimerExpires();
            case TCP_CONNECTION_VALID -> new FsmEvent.TcpConnectionValid();
            case TCP_CR_INVALID -> new FsmEvent.TcpCrInvalid();
            case TCP_CR_ACKED -> new FsmEvent.TcpCrAcked();
            case TCP_CONNECTION_CONFIRMED -> new FsmEvent.TcpConnectionConfirmed();
            case TCP_CONNECTION_FAILS -> new FsmEvent.TcpConnectionFails(TcpFailure.of("reset"));
            case BGP_OPEN -> new FsmEvent.BgpOpen(TestPeers.negotiated());
            case BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING ->
                new FsmEvent.BgpOpenWithDelayOpenTimerRunning(TestPeers.negotiated());
            case BGP_HEADER_ERR -> new FsmEvent.BgpHeaderErr(notification(1, 1));
            case BGP_OPEN_MSG_ERR -> new FsmEvent.BgpOpenMsgErr(notification(2, 2));
            case OPEN_COLLISION_DUMP -> new FsmEvent.OpenCollisionDump();
            case NOTIF_MSG_VER_ERR -> new FsmEvent.NotifMsgVerErr(notification(2, 1));
            case NOTIF_MSG -> new FsmEvent.NotifMsg(notification(2, 6));
            case KEEPALIVE_MSG -> new FsmEvent.KeepAliveMsg();
            case UPDATE_MSG -> new FsmEvent.UpdateMsg(UPDATE, List.of());
            case UPDATE_MSG_ERR -> new FsmEvent.UpdateMsgErr(notification(3, 1));
            case SEND_HOLD_TIMER_EXPIRES -> new FsmEvent.SendHoldTimerExpires();
            case ROUTE_REFRESH_MSG -> new FsmEvent.RouteRefreshMsg(REFRESH);
        };
    }
}
