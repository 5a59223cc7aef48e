package io.nightjar.fsm;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes actions down in few letters: {@code n:6/2 failed close stop:HOLD idle:ERROR_WAIT}. */
final class ActionText implements FsmAction.Interpreter {

    private String text = "";

    static String of(List<FsmAction> actions) {
        return actions.isEmpty() ? "-" : actions.stream().map(ActionText::of).collect(Collectors.joining(" "));
    }

    private static String of(FsmAction action) {
        ActionText writer = new ActionText();
        action.perform(writer);
        return writer.text;
    }

    @Override
    public void sendOpen() {
        text = "open";
    }

    @Override
    public void sendMessage(BgpMessage message) {
        text = message instanceof NotificationMessage notification
                ? "n:" + notification.code().value() + "/" + notification.subcode()
                : message.type().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void startTimer(SessionTimer timer, Duration nominal) {
        text = "start:" + timer + "=" + nominal.toMillis();
    }

    @Override
    public void startIdleHoldTimer(IdleHoldCause cause) {
        text = "idle:" + cause;
    }

    @Override
    public void stopTimer(SessionTimer timer) {
        text = "stop:" + timer;
    }

    @Override
    public void connect() {
        text = "connect";
    }

    @Override
    public void closeConnection() {
        text = "close";
    }

    @Override
    public void abortConnection() {
        text = "abort";
    }

    @Override
    public void sessionUp(NegotiatedSession negotiated) {
        text = "up";
    }

    @Override
    public void sessionDown(SessionEnd end) {
        text = "down";
    }

    @Override
    public void attemptFailed(String reason) {
        text = "failed";
    }

    @Override
    public void deliverUpdate(UpdateMessage update, List<AttributeFault> faults) {
        text = "update";
    }

    @Override
    public void deliverRouteRefresh(RouteRefreshMessage refresh) {
        text = "refresh";
    }
}
