package io.nightjar.fsm;

/** The session's finite state machine, RFC 4271 §8.2.2, as a total function. */
public final class SessionStateMachine {

    private static final StateBehaviour IDLE = new IdleBehaviour();
    private static final StateBehaviour CONNECT = new ConnectBehaviour();
    private static final StateBehaviour ACTIVE = new ActiveBehaviour();
    private static final StateBehaviour OPEN_SENT = new OpenSentBehaviour();
    private static final StateBehaviour OPEN_CONFIRM = new OpenConfirmBehaviour();
    private static final StateBehaviour ESTABLISHED = new EstablishedBehaviour();

    private SessionStateMachine() {}

    /** What {@code event} does to a session in {@code context}. */
    public static Transition apply(SessionContext context, FsmEvent event) {
        return behaviour(context.state()).handle(withoutExpired(context, event), event);
    }

    private static StateBehaviour behaviour(FsmState state) {
        return switch (state) {
            case IDLE -> IDLE;
            case CONNECT -> CONNECT;
            case ACTIVE -> ACTIVE;
            case OPEN_SENT -> OPEN_SENT;
            case OPEN_CONFIRM -> OPEN_CONFIRM;
            case ESTABLISHED -> ESTABLISHED;
        };
    }

    /** A timer that has run down is no longer running. */
    private static SessionContext withoutExpired(SessionContext context, FsmEvent event) {
        SessionTimer expired = SessionTimer.expiredBy(event.type());
        return expired != null && context.isRunning(expired) ? context.without(expired) : context;
    }
}
