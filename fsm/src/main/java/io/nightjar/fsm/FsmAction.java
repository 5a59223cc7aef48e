package io.nightjar.fsm;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import java.time.Duration;
import java.util.List;

/** What the machine wants to be done. */
public sealed interface FsmAction {

    /** Hands this action to the method for its kind. */
    void perform(Interpreter interpreter);

    /** Carries actions out; one method for each kind. */
    interface Interpreter {
        void sendOpen();

        void sendMessage(BgpMessage message);

        void startTimer(SessionTimer timer, Duration nominal);

        void startIdleHoldTimer(IdleHoldCause cause);

        void stopTimer(SessionTimer timer);

        void connect();

        void closeConnection();

        void abortConnection();

        void sessionUp(NegotiatedSession negotiated);

        void sessionDown(SessionEnd end);

        void attemptFailed(String reason);

        void deliverUpdate(UpdateMessage update, List<AttributeFault> faults);

        void deliverRouteRefresh(RouteRefreshMessage refresh);
    }

    /** Send our OPEN on this connection. */
    record SendOpen() implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.sendOpen();
        }
    }

    /** Send a message on this connection. */
    record SendMessage(BgpMessage message) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.sendMessage(message);
        }
    }

    /** Start a timer, or start it again; the interpreter applies jitter (RFC 4271 §10). */
    record StartTimer(SessionTimer timer, Duration nominal) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.startTimer(timer, nominal);
        }
    }

    /** Start the IdleHoldTimer; how long is up to the interpreter, which knows how often the peer has erred. */
    record StartIdleHoldTimer(IdleHoldCause cause) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.startIdleHoldTimer(cause);
        }
    }

    /** Stop a running timer. */
    record StopTimer(SessionTimer timer) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.stopTimer(timer);
        }
    }

    /** Dial the peer. */
    record Connect() implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.connect();
        }
    }

    /** Close the connection once everything sent has left, or give up dialling. */
    record CloseConnection() implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.closeConnection();
        }
    }

    /** Close the connection at once: nothing that was sent will be taken. */
    record AbortConnection() implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.abortConnection();
        }
    }

    /** The session is established. */
    record SessionUp(NegotiatedSession negotiated) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.sessionUp(negotiated);
        }
    }

    /** The session is no longer established: its routes are to be deleted, or kept for a while. */
    record SessionDown(SessionEnd end) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.sessionDown(end);
        }
    }

    /** An attempt has ended before it became a session. */
    record AttemptFailed(String reason) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.attemptFailed(reason);
        }
    }

    /** Hand an UPDATE to the table. */
    record DeliverUpdate(UpdateMessage update, List<AttributeFault> faults) implements FsmAction {

        public DeliverUpdate {
            faults = List.copyOf(faults);
        }

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.deliverUpdate(update, faults);
        }
    }

    /** Hand a ROUTE-REFRESH to the table. */
    record DeliverRouteRefresh(RouteRefreshMessage refresh) implements FsmAction {

        @Override
        public void perform(Interpreter interpreter) {
            interpreter.deliverRouteRefresh(refresh);
        }
    }
}
