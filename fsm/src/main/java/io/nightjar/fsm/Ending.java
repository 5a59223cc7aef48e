package io.nightjar.fsm;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.HardReset;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.bgp.peer.SessionFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a connection ends, common to all states.
 *
 * @param words the NOTIFICATION that is sent or was received; null when the connection ends without one
 * @param ours whether it is for us to send it
 * @param rest what follows in Idle
 * @param counts whether the ConnectRetryCounter is incremented; it is set to zero by a ManualStop
 * @param cause of what kind it is, if there was a session
 * @param reason for people
 */
record Ending(
        @Nullable NotificationMessage words,
        boolean ours,
        Rest rest,
        Counting counts,
        SessionEnd.Cause cause,
        String reason) {

    /** What becomes of the ConnectRetryCounter. */
    enum Counting {
        RESET,
        KEEP,
        INCREMENT
    }

    /**
     * What follows in Idle.
     *
     * @param time how long it rests; null leaves that to the interpreter
     */
    record Rest(IdleHoldCause cause, @Nullable Duration time) {

        static final Rest NONE = new Rest(IdleHoldCause.NONE, null);
        static final Rest CONNECT_DELAY = new Rest(IdleHoldCause.CONNECT_DELAY, null);
        static final Rest ERROR_WAIT = new Rest(IdleHoldCause.ERROR_WAIT, null);
    }

    /** Event 2. */
    static Ending manualStop(FsmEvent event) {
        return sent(((FsmEvent.Notified) event).notification(), Rest.NONE, Counting.RESET);
    }

    /** Event 8: a reason of our own, after which it is wise to wait. */
    static Ending automaticStop(FsmEvent event) {
        FsmEvent.AutomaticStop stop = (FsmEvent.AutomaticStop) event;
        Duration after = stop.startAgainAfter();
        return sent(
                stop.notification(),
                after == null ? Rest.ERROR_WAIT : new Rest(IdleHoldCause.ORDERED, after),
                Counting.INCREMENT);
    }

    /** Events 21, 22 and 28: the NOTIFICATION comes with the event. */
    static Ending error(FsmEvent event) {
        return error(((FsmEvent.Notified) event).notification());
    }

    /** An error of the peer, of ours, or of the machine, about which the peer is told. */
    static Ending error(NotificationMessage notification) {
        return sent(notification, Rest.ERROR_WAIT, Counting.INCREMENT);
    }

    /** Event 10. */
    static Ending holdTimerExpired() {
        return error(NotificationMessage.of(NotificationCode.HOLD_TIMER_EXPIRED, 0));
    }

    /**
     * Event 29, RFC 9687 §4.3: what cannot be sent is not waited for, and so there is no NOTIFICATION either.
     */
    static Ending sendHoldTimerExpired() {
        NotificationMessage unsaid = NotificationMessage.of(NotificationCode.SEND_HOLD_TIMER_EXPIRED, 0);
        return wordless(Rest.ERROR_WAIT, SessionEnd.Cause.SEND_HOLD_TIMER_EXPIRED, unsaid + ": the peer takes nothing");
    }

    /** RFC 6608 §3. */
    static Ending unexpected(int fsmSubcode) {
        return error(NotificationMessage.of(NotificationCode.FINITE_STATE_MACHINE_ERROR, fsmSubcode));
    }

    /** Event 23. */
    static Ending collision() {
        NotificationMessage cease =
                NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.CONNECTION_COLLISION_RESOLUTION);
        return sent(cease, Rest.CONNECT_DELAY, Counting.INCREMENT);
    }

    private static Ending sent(NotificationMessage notification, Rest rest, Counting counts) {
        return new Ending(
                notification,
                true,
                rest,
                counts,
                causeOfSending(notification),
                "sent " + ShutdownCommunication.describe(notification));
    }

    private static SessionEnd.Cause causeOfSending(NotificationMessage notification) {
        if (notification.code().equals(NotificationCode.HOLD_TIMER_EXPIRED)) {
            return SessionEnd.Cause.HOLD_TIMER_EXPIRED;
        }
        return isCease(notification) ? SessionEnd.Cause.CEASE_SENT : SessionEnd.Cause.NOTIFICATION_SENT;
    }

    private static boolean isCease(NotificationMessage notification) {
        return notification.code().equals(NotificationCode.CEASE);
    }

    /** Event 25. */
    static Ending notificationReceived(FsmEvent event) {
        NotificationMessage notification = ((FsmEvent.Notified) event).notification();
        return received(notification, isCease(notification) ? Rest.CONNECT_DELAY : Rest.ERROR_WAIT, Counting.INCREMENT);
    }

    /** Event 24: the ConnectRetryCounter is left alone (RFC 4271 §8.2.2). */
    static Ending versionRefused(FsmEvent event) {
        return received(((FsmEvent.Notified) event).notification(), Rest.ERROR_WAIT, Counting.KEEP);
    }

    private static Ending received(NotificationMessage notification, Rest rest, Counting counts) {
        return new Ending(
                notification,
                false,
                rest,
                counts,
                isCease(notification) ? SessionEnd.Cause.CEASE_RECEIVED : SessionEnd.Cause.NOTIFICATION_RECEIVED,
                "received " + ShutdownCommunication.describe(notification));
    }

    /** Event 18. */
    static Ending connectionLost(FsmEvent event) {
        TcpFailure failure = ((FsmEvent.TcpConnectionFails) event).failure();
        return wordless(Rest.CONNECT_DELAY, SessionEnd.Cause.CONNECTION_LOST, failure.reason());
    }

    /** An event that makes no sense while there is no session yet, and nobody to tell. */
    static Ending outOfPlace(FsmEvent event) {
        return wordless(
                Rest.ERROR_WAIT, SessionEnd.Cause.CONNECTION_LOST, "unexpected " + event.type() + " without a session");
    }

    private static Ending wordless(Rest rest, SessionEnd.Cause cause, String reason) {
        return new Ending(null, false, rest, Counting.INCREMENT, cause, reason);
    }

    /** The same ending without telling the peer. */
    Ending silent() {
        return new Ending(null, false, rest, counts, cause, reason);
    }

    /** Goes to Idle. */
    Transition apply(SessionContext context) {
        return context.state() == FsmState.ESTABLISHED ? endSession(context) : endAttempt(context);
    }

    private Transition endAttempt(SessionContext context) {
        return finish(context, words, new FsmAction.AttemptFailed(reason));
    }

    /** With NOTIFICATIONs that keep routes, one that shall not is wrapped into a Hard Reset. */
    private Transition endSession(SessionContext context) {
        SessionFeatures features = context.agreed().features();
        if (ours && words != null && features.notificationKeepsRoutes() && HardReset.suits(words)) {
            NotificationMessage hard = HardReset.of(words);
            String told = "sent " + ShutdownCommunication.describe(hard);
            return finish(context, hard, new FsmAction.SessionDown(new SessionEnd(cause, told, false)));
        }
        SessionEnd end = new SessionEnd(cause, reason, keepsRoutes(features), deconfigured());
        return finish(context, words, new FsmAction.SessionDown(end));
    }

    /** RFC 4724 §4.2: a connection that fails keeps routes. RFC 8538 §4: NOTIFICATIONs do, too, if both sides say so. */
    private boolean keepsRoutes(SessionFeatures features) {
        if (words == null) {
            return features.gracefulRestart() != null;
        }
        return features.notificationKeepsRoutes() && !HardReset.is(words);
    }

    /** RFC 4486 §4, also as what a Hard Reset was sent for. */
    private boolean deconfigured() {
        if (ours || words == null) {
            return false;
        }
        NotificationMessage told = HardReset.reasonOf(words).orElse(words);
        return isCease(told) && told.subcode() == CeaseSubcode.PEER_DE_CONFIGURED;
    }

    /** Goes to Idle without waiting for what was sent. */
    Transition abort(SessionContext context) {
        List<FsmAction> actions = new ArrayList<>(List.of(new FsmAction.AbortConnection()));
        Transition ended = apply(context);
        actions.addAll(ended.actions());
        return new Transition(ended.next(), actions);
    }

    private Transition finish(SessionContext context, @Nullable NotificationMessage farewell, FsmAction told) {
        TransitionBuilder builder = new TransitionBuilder(context);
        if (ours && farewell != null) {
            builder.send(farewell);
        }
        int counter = context.counters().connectRetry();
        builder.add(told)
                .add(new FsmAction.CloseConnection())
                .connectRetryCounter(
                        switch (counts) {
                            case RESET -> 0;
                            case KEEP -> counter;
                            case INCREMENT -> counter + 1;
                        });
        return rest.time == null ? builder.idle(rest.cause) : builder.idle(rest.cause, rest.time);
    }
}
