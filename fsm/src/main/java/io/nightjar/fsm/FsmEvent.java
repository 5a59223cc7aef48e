package io.nightjar.fsm;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a session: the events of RFC 4271 §8.1, in its order and with its names. */
public sealed interface FsmEvent {

    /** The kind of this event. */
    FsmEventType type();

    /** An event about a NOTIFICATION, received or to be sent. */
    sealed interface Notified extends FsmEvent {

        NotificationMessage notification();
    }

    /** Event 1: The operator starts the session. */
    record ManualStart() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.MANUAL_START;
        }
    }

    /** Event 2: The operator, or the configuration, ends the session; the NOTIFICATION says why. */
    record ManualStop(NotificationMessage notification) implements Notified {

        /** With a Cease (RFC 4486). */
        public ManualStop(int ceaseSubcode) {
            this(NotificationMessage.of(NotificationCode.CEASE, ceaseSubcode));
        }

        @Override
        public FsmEventType type() {
            return FsmEventType.MANUAL_STOP;
        }
    }

    /** Event 3: The system starts the session. */
    record AutomaticStart() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.AUTOMATIC_START;
        }
    }

    /** Event 4: The operator starts the session, which waits to be dialled. */
    record ManualStartWithPassiveTcpEstablishment() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.MANUAL_START_WITH_PASSIVE_TCP_ESTABLISHMENT;
        }
    }

    /** Event 5: The system starts the session, which waits to be dialled. */
    record AutomaticStartWithPassiveTcpEstablishment() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.AUTOMATIC_START_WITH_PASSIVE_TCP_ESTABLISHMENT;
        }
    }

    /** Event 6: The system starts the session unless it is being damped. */
    record AutomaticStartWithDampPeerOscillations() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS;
        }
    }

    /** Event 7: Like event 6, for a session that waits to be dialled. */
    record AutomaticStartWithDampPeerOscillationsAndPassiveTcpEstablishment() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.AUTOMATIC_START_WITH_DAMP_PEER_OSCILLATIONS_AND_PASSIVE_TCP_ESTABLISHMENT;
        }
    }

    /**
     * Event 8: The system ends the session for a reason of its own, which the NOTIFICATION says.
     *
     * @param startAgainAfter how long to stay away from the peer; null for as long as after an error
     */
    record AutomaticStop(
            NotificationMessage notification, @Nullable Duration startAgainAfter) implements Notified {

        /** With a Cease (RFC 4486). */
        public AutomaticStop(int ceaseSubcode) {
            this(NotificationMessage.of(NotificationCode.CEASE, ceaseSubcode), null);
        }

        @Override
        public FsmEventType type() {
            return FsmEventType.AUTOMATIC_STOP;
        }
    }

    /** Event 9: The ConnectRetryTimer has run down. */
    record ConnectRetryTimerExpires() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.CONNECT_RETRY_TIMER_EXPIRES;
        }
    }

    /** Event 10: The HoldTimer has run down. */
    record HoldTimerExpires() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.HOLD_TIMER_EXPIRES;
        }
    }

    /** Event 11: The KeepaliveTimer has run down. */
    record KeepaliveTimerExpires() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.KEEPALIVE_TIMER_EXPIRES;
        }
    }

    /** Event 12: The DelayOpenTimer has run down. */
    record DelayOpenTimerExpires() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.DELAY_OPEN_TIMER_EXPIRES;
        }
    }

    /** Event 13: The IdleHoldTimer has run down. */
    record IdleHoldTimerExpires() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.IDLE_HOLD_TIMER_EXPIRES;
        }
    }

    /** Event 14: A connection request with a valid source has come in. */
    record TcpConnectionValid() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.TCP_CONNECTION_VALID;
        }
    }

    /** Event 15: A connection request with an invalid source has come in. */
    record TcpCrInvalid() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.TCP_CR_INVALID;
        }
    }

    /** Event 16: The connection that we requested stands. */
    record TcpCrAcked() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.TCP_CR_ACKED;
        }
    }

    /** Event 17: A connection that the peer requested stands. */
    record TcpConnectionConfirmed() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.TCP_CONNECTION_CONFIRMED;
        }
    }

    /** Event 18: The connection could not be made or is lost. */
    record TcpConnectionFails(TcpFailure failure) implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.TCP_CONNECTION_FAILS;
        }
    }

    /** Event 19: A valid OPEN has come in, and this is what it makes of ours. */
    record BgpOpen(NegotiatedSession negotiated) implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.BGP_OPEN;
        }
    }

    /** Event 20: A valid OPEN has come in before we sent ours. */
    record BgpOpenWithDelayOpenTimerRunning(NegotiatedSession negotiated) implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.BGP_OPEN_WITH_DELAY_OPEN_TIMER_RUNNING;
        }
    }

    /** Event 21: A message with a faulty header, or a faulty message of another kind, has come in. */
    record BgpHeaderErr(NotificationMessage notification) implements Notified {

        @Override
        public FsmEventType type() {
            return FsmEventType.BGP_HEADER_ERR;
        }
    }

    /** Event 22: An OPEN that cannot be accepted has come in. */
    record BgpOpenMsgErr(NotificationMessage notification) implements Notified {

        @Override
        public FsmEventType type() {
            return FsmEventType.BGP_OPEN_MSG_ERR;
        }
    }

    /** Event 23: This connection has lost a collision (§6.8). */
    record OpenCollisionDump() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.OPEN_COLLISION_DUMP;
        }
    }

    /** Event 24: The peer does not speak our version. */
    record NotifMsgVerErr(NotificationMessage notification) implements Notified {

        @Override
        public FsmEventType type() {
            return FsmEventType.NOTIF_MSG_VER_ERR;
        }
    }

    /** Event 25: A NOTIFICATION has come in. */
    record NotifMsg(NotificationMessage notification) implements Notified {

        @Override
        public FsmEventType type() {
            return FsmEventType.NOTIF_MSG;
        }
    }

    /** Event 26: A KEEPALIVE has come in. */
    record KeepAliveMsg() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.KEEPALIVE_MSG;
        }
    }

    /** Event 27: A valid UPDATE has come in, with the faults that were repaired (RFC 7606). */
    record UpdateMsg(UpdateMessage update, List<AttributeFault> faults) implements FsmEvent {

        public UpdateMsg {
            faults = List.copyOf(faults);
        }

        @Override
        public FsmEventType type() {
            return FsmEventType.UPDATE_MSG;
        }
    }

    /** Event 28: An UPDATE that must end the session has come in. */
    record UpdateMsgErr(NotificationMessage notification) implements Notified {

        @Override
        public FsmEventType type() {
            return FsmEventType.UPDATE_MSG_ERR;
        }
    }

    /** Event 29: The peer has taken nothing for the SendHoldTime (RFC 9687). */
    record SendHoldTimerExpires() implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.SEND_HOLD_TIMER_EXPIRES;
        }
    }

    /** A ROUTE-REFRESH has come in (RFC 2918). */
    record RouteRefreshMsg(RouteRefreshMessage refresh) implements FsmEvent {

        @Override
        public FsmEventType type() {
            return FsmEventType.ROUTE_REFRESH_MSG;
        }
    }
}
