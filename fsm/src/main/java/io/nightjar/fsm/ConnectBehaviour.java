package io.nightjar.fsm;

/** RFC 4271 §8.2.2, Connect state: waiting for the connection that we have requested. */
final class ConnectBehaviour implements BeforeOpen {

    @Override
    public Transition onConnectRetryTimerExpires(SessionContext context) {
        return new TransitionBuilder(context)
                .add(new FsmAction.AttemptFailed("connection timed out"))
                .add(new FsmAction.CloseConnection())
                .stop(SessionTimer.DELAY_OPEN)
                .refusals(0)
                .start(SessionTimer.CONNECT_RETRY, context.settings().connectRetryTime())
                .add(new FsmAction.Connect())
                .in(FsmState.CONNECT);
    }
}
