package io.nightjar.fsm;

/** RFC 4271 §8.2.2, Active state: waiting to be dialled, and for the time to dial again. */
final class ActiveBehaviour implements BeforeOpen {

    @Override
    public Transition onConnectRetryTimerExpires(SessionContext context) {
        return new TransitionBuilder(context)
                .start(SessionTimer.CONNECT_RETRY, context.settings().connectRetryTime())
                .add(new FsmAction.Connect())
                .in(FsmState.CONNECT);
    }
}
