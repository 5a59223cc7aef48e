package io.nightjar.fsm.session;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.OpenSubcode;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.fsm.FsmEvent;
import io.nightjar.fsm.TcpFailure;
import java.util.List;

/**
 * Turns what one connection reports into events of the attempt that it belongs to, as long as it does. Owned by the session's
 * loop.
 */
final class Link implements ConnectionListener {

    private final Attempt attempt;
    private final SessionDriver driver;
    private final Connection connection;

    Link(Attempt attempt, SessionDriver driver, Connection connection) {
        this.attempt = attempt;
        this.driver = driver;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void messageReceived(BgpMessage message, List<AttributeFault> faults) {
        whileCurrent(() -> {
            driver.counters().received(message.type());
            if (message instanceof OpenMessage open) {
                driver.openReceived(attempt, connection, open);
            } else {
                attempt.apply(eventFor(message, faults));
            }
        });
    }

    private static FsmEvent eventFor(BgpMessage message, List<AttributeFault> faults) {
        if (message instanceof UpdateMessage update) {
            return new FsmEvent.UpdateMsg(update, faults);
        }
        if (message instanceof RouteRefreshMessage refresh) {
            return new FsmEvent.RouteRefreshMsg(refresh);
        }
        if (message instanceof NotificationMessage notification) {
            return isVersionError(notification)
                    ? new FsmEvent.NotifMsgVerErr(notification)
                    : new FsmEvent.NotifMsg(notification);
        }
        return new FsmEvent.KeepAliveMsg();
    }

    private static boolean isVersionError(NotificationMessage notification) {
        return notification.code().equals(NotificationCode.OPEN_MESSAGE_ERROR)
                && notification.subcode() == OpenSubcode.UNSUPPORTED_VERSION_NUMBER;
    }

    @Override
    public void protocolViolated(BgpProtocolException violation) {
        whileCurrent(() -> attempt.apply(eventFor(violation.notification())));
    }

    /** The event that carries a NOTIFICATION which is to be sent. */
    static FsmEvent eventFor(NotificationMessage notification) {
        if (notification.code().equals(NotificationCode.OPEN_MESSAGE_ERROR)) {
            return new FsmEvent.BgpOpenMsgErr(notification);
        }
        if (notification.code().equals(NotificationCode.UPDATE_MESSAGE_ERROR)) {
            return new FsmEvent.UpdateMsgErr(notification);
        }
        return new FsmEvent.BgpHeaderErr(notification);
    }

    @Override
    public void connectionLost(TcpFailure failure) {
        whileCurrent(() -> attempt.apply(new FsmEvent.TcpConnectionFails(failure)));
    }

    @Override
    public void writable() {
        whileCurrent(attempt::writable);
    }

    @Override
    public void internalFault(RuntimeException fault) {
        whileCurrent(() -> attempt.internalFault(fault));
    }

    private void whileCurrent(Runnable task) {
        driver.queue().run(() -> {
            if (attempt.isCurrent(this)) {
                task.run();
            }
        });
    }
}
