package io.nightjar.fsm;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a connection ends, common to all states.
 *
 * @param farewell the NOTIFICATION to send; null when none may be sent
 * @param rest what follows in Idle
 * @param counts whether the ConnectRetryCounter is incremented; it is set to zero by a ManualStop
 * @param reason for people
 */
record Ending(@Nullable NotificationMessage farewell, IdleHoldCause rest, Counting counts, String reason) {

    /** What becomes of the ConnectRetryCounter. */
    enum Counting {
        RESET,
        KEEP,
        INCREMENT
    }

    /** Event 2. */
    static Ending manualStop(FsmEvent event) {
        NotificationMessage cease = ceaseFor(event);
        return new Ending(cease, IdleHoldCause.NONE, Counting.RESET, "sent " + cease);
    }

    /** Event 8: a reason of our own, after which it is wise to wait. */
    static Ending automaticStop(FsmEvent event) {
        return error(ceaseFor(event));
    }

    private static NotificationMessage ceaseFor(FsmEvent event) {
        return NotificationMessage.of(NotificationCode.CEASE, ((FsmEvent.Stop) event).ceaseSubcode());
    }

    /** Events 21, 22 and 28: the NOTIFICATION comes with the event. */
    static Ending error(FsmEvent event) {
        return error(((FsmEvent.Notified) event).notification());
    }

    /** An error of the peer, of ours, or of the machine, about which the peer is told. */
    static Ending error(NotificationMessage notification) {
        return new Ending(notification, IdleHoldCause.ERROR_WAIT, Counting.INCREMENT, "sent " + notification);
    }

    /** Event 10. */
    static Ending holdTimerExpired() {
        return error(NotificationMessage.of(NotificationCode.HOLD_TIMER_EXPIRED, 0));
    }

    /** RFC 6608 §3. */
    static Ending unexpected(int fsmSubcode) {
        return error(NotificationMessage.of(NotificationCode.FINITE_STATE_MACHINE_ERROR, fsmSubcode));
    }

    /** Event 23. */
    static Ending collision() {
        NotificationMessage cease =
                NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.CONNECTION_COLLISION_RESOLUTION);
        return new Ending(cease, IdleHoldCause.CONNECT_DELAY, Counting.INCREMENT, "sent " + cease);
    }

    /** Event 25. */
    static Ending notificationReceived(FsmEvent event) {
        NotificationMessage notification = ((FsmEvent.Notified) event).notification();
        boolean cease = notification.code().equals(NotificationCode.CEASE);
        IdleHoldCause rest = cease ? IdleHoldCause.CONNECT_DELAY : IdleHoldCause.ERROR_WAIT;
        return new Ending(null, rest, Counting.INCREMENT, "received " + notification);
    }

    /** Event 24: the ConnectRetryCounter is left alone (RFC 4271 §8.2.2). */
    static Ending versionRefused(FsmEvent event) {
        NotificationMessage notification = ((FsmEvent.Notified) event).notification();
        return new Ending(null, IdleHoldCause.ERROR_WAIT, Counting.KEEP, "received " + notification);
    }

    /** Event 18. */
    static Ending connectionLost(FsmEvent event) {
        TcpFailure failure = ((FsmEvent.TcpConnectionFails) event).failure();
        return new Ending(null, IdleHoldCause.CONNECT_DELAY, Counting.INCREMENT, failure.reason());
    }

    /** An event that makes no sense while there is no session yet, and nobody to tell. */
    static Ending outOfPlace(FsmEvent event) {
        return new Ending(
                null,
                IdleHoldCause.ERROR_WAIT,
                Counting.INCREMENT,
                "unexpected " + event.type() + " without a session");
    }

    /** The same ending without telling the peer. */
    Ending silent() {
        return new Ending(null, rest, counts, reason);
    }

    /** Goes to Idle. */
    Transition apply(SessionContext context) {
        TransitionBuilder builder = new TransitionBuilder(context);
        if (farewell != null) {
            builder.send(farewell);
        }
        if (context.state() == FsmState.ESTABLISHED) {
            builder.add(new FsmAction.SessionDown(reason));
        } else {
            builder.add(new FsmAction.AttemptFailed(reason));
        }
        int counter = context.counters().connectRetry();
        return builder.add(new FsmAction.CloseConnection())
                .connectRetryCounter(
                        switch (counts) {
                            case RESET -> 0;
                            case KEEP -> counter;
                            case INCREMENT -> counter + 1;
                        })
                .idle(rest);
    }
}
