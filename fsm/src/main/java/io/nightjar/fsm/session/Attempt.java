package io.nightjar.fsm.session;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.fsm.FsmAction;
import io.nightjar.fsm.FsmEvent;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.Initiator;
import io.nightjar.fsm.OpenNegotiation;
import io.nightjar.fsm.SessionContext;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.SessionStateMachine;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One context of the machine with its connection: feeds it events and carries out its actions. Owned by the session's loop.
 */
final class Attempt implements FsmAction.Interpreter, ActiveSession.Owner {

    private final SessionDriver driver;
    private final SessionTimers timers;
    private SessionContext context;
    private Initiator initiator = Initiator.LOCAL;
    private @Nullable PendingDial dial;
    private @Nullable Link link;
    private @Nullable ActiveSession session;
    private SendWatch sendWatch = new SendWatch(Duration.ZERO);
    private boolean forgotten;
    private boolean quiet;

    Attempt(SessionDriver driver, SessionContext context) {
        this.driver = driver;
        this.timers = driver.ports().timers().get();
        this.context = context;
    }

    SessionContext context() {
        return context;
    }

    FsmState state() {
        return context.state();
    }

    Initiator initiator() {
        return initiator;
    }

    boolean isConnected() {
        return link != null;
    }

    /** Whether it has come to rest: no connection, and none being dialled. */
    boolean isResting() {
        return link == null && dial == null;
    }

    boolean refusesConnections() {
        return context.idleHold().refusesConnections();
    }

    /** Feeds an event after what is being handled. */
    void feed(FsmEvent event) {
        driver.queue().run(() -> apply(event));
    }

    /** Feeds an event now; the caller is a task of the queue. */
    void apply(FsmEvent event) {
        if (forgotten) {
            return;
        }
        SessionContext before = context;
        Transition transition = SessionStateMachine.apply(context, event);
        context = transition.next();
        boolean moved = before.state() != context.state() || before.idleHold() != context.idleHold();
        if (moved) {
            // Whoever hears of a session finds it in the status.
            driver.publish();
        }
        @Nullable RuntimeException fault = null;
        for (FsmAction action : transition.actions()) {
            try {
                action.perform(this);
            } catch (RuntimeException thrown) {
                fault = thrown;
            }
        }
        if (fault != null) {
            internalFault(fault);
        }
        if (moved || isResting()) {
            driver.afterEvent(this);
        }
    }

    /** Ends this attempt without a word in the log: it lost against another one. */
    void end(FsmEvent event) {
        quiet = true;
        apply(event);
    }

    /** The connection of a peer that has dialled us. */
    void accept(Connection connection) {
        initiator = Initiator.REMOTE;
        attach(connection);
        if (context.state() == FsmState.IDLE) {
            apply(new FsmEvent.AutomaticStartWithPassiveTcpEstablishment());
        }
        apply(new FsmEvent.TcpConnectionConfirmed());
    }

    /** Nothing that still arrives matters any more. */
    void forget() {
        forgotten = true;
        for (SessionTimer timer : SessionTimer.values()) {
            timers.stop(timer);
        }
    }

    void internalFault(RuntimeException fault) {
        driver.journal().internalFault(fault);
        feed(new FsmEvent.AutomaticStop(CeaseSubcode.OUT_OF_RESOURCES));
    }

    /** Whatever begins from now on does so with the driver's settings. */
    void reconfigured() {
        context = context.with(driver.settingsFor(this));
    }

    private void attach(Connection connection) {
        context = context.with(driver.settingsFor(this));
        Link attached = new Link(this, driver, connection);
        link = attached;
        connection.attach(attached);
    }

    boolean isCurrent(Link candidate) {
        return link == candidate && !forgotten;
    }

    void writable() {
        if (session != null) {
            driver.ports().listener().writable(session);
        }
    }

    private void expired(SessionTimer timer) {
        if (forgotten || !context.isRunning(timer)) {
            return;
        }
        driver.journal().stopped(timer);
        if (timer == SessionTimer.HOLD && session != null && session.isPaused()) {
            // Not listening is our doing; resuming starts the timer anew.
            restartHold();
        } else if (timer == SessionTimer.SEND_HOLD
                && !sendWatch.isStalled(current().connection())) {
            timers.start(timer, sendWatch.interval(), () -> driver.queue().run(() -> expired(timer)));
        } else if (timer == SessionTimer.IDLE_HOLD && driver.isEphemeral()) {
            driver.retire();
        } else {
            apply(timer.expiry());
        }
    }

    @Override
    public void resumed() {
        driver.queue().run(this::restartHold);
    }

    @Override
    public void endRequested(
            ActiveSession ended, NotificationMessage notification, @Nullable Duration startAgainAfter) {
        driver.queue().run(() -> {
            if (session == ended) {
                driver.endSession(this, notification, startAgainAfter);
            }
        });
    }

    private void restartHold() {
        NegotiatedSession negotiated = context.negotiated();
        if (negotiated != null && context.isRunning(SessionTimer.HOLD)) {
            startTimer(SessionTimer.HOLD, Duration.ofSeconds(negotiated.times().holdSeconds()));
        }
    }

    @Override
    public void sendOpen() {
        sendMessage(OpenNegotiation.ourOpen(driver.config(), driver.ports().restart()));
    }

    @Override
    public void sendMessage(BgpMessage message) {
        driver.counters().sent(message.type());
        current().connection().send(message);
    }

    @Override
    public void startTimer(SessionTimer timer, Duration nominal) {
        Duration after = driver.ports().jitter().apply(timer, nominal);
        if (timer == SessionTimer.SEND_HOLD) {
            sendWatch = new SendWatch(nominal);
            current().connection().useSendHoldTime(nominal);
            after = sendWatch.interval();
        }
        driver.journal().started(timer, after);
        timers.start(timer, after, () -> driver.queue().run(() -> expired(timer)));
    }

    @Override
    public void startIdleHoldTimer(IdleHoldCause cause) {
        startTimer(SessionTimer.IDLE_HOLD, driver.idleHoldTime(cause));
    }

    @Override
    public void stopTimer(SessionTimer timer) {
        driver.journal().stopped(timer);
        timers.stop(timer);
    }

    @Override
    public void connect() {
        initiator = Initiator.LOCAL;
        PendingDial started = new PendingDial();
        dial = started;
        started.handle = driver.ports().connector().connect(driver.config(), started);
    }

    @Override
    public void closeConnection() {
        if (dial != null) {
            PendingDial pending = dial;
            dial = null;
            pending.cancel();
        }
        if (link != null) {
            Connection connection = link.connection();
            link = null;
            connection.close();
        }
    }

    @Override
    public void abortConnection() {
        Connection connection = current().connection();
        link = null;
        connection.abort();
    }

    @Override
    public void sessionUp(NegotiatedSession negotiated) {
        ActiveSession up = new ActiveSession(
                negotiated, current().connection(), driver.ports().loop(), driver.counters(), this);
        session = up;
        driver.journal().up(negotiated);
        driver.ports().listener().sessionUp(up);
    }

    @Override
    public void sessionDown(SessionEnd end) {
        ActiveSession down = Objects.requireNonNull(session);
        session = null;
        down.markEnded();
        driver.journal().down(end.reason());
        driver.ports().listener().sessionDown(down, end);
    }

    @Override
    public void attemptFailed(String reason) {
        if (!quiet) {
            driver.journal().attemptFailed(reason);
        }
    }

    @Override
    public void deliverUpdate(UpdateMessage update, List<AttributeFault> faults) {
        if (!faults.isEmpty()) {
            driver.journal().malformed(faults);
        }
        driver.ports().listener().updateReceived(Objects.requireNonNull(session), update, faults);
    }

    @Override
    public void deliverRouteRefresh(RouteRefreshMessage refresh) {
        driver.ports().listener().routeRefreshReceived(Objects.requireNonNull(session), refresh);
    }

    private Link current() {
        return Objects.requireNonNull(link, "no connection");
    }

    /** Our dial: what it reports counts only as long as it has not been given up. */
    private final class PendingDial implements Connector.DialListener {

        private Connector.@Nullable Dial handle;

        void cancel() {
            if (handle != null) {
                handle.cancel();
            }
        }

        @Override
        public void connected(Connection connection) {
            driver.queue().run(() -> {
                if (dial != this || forgotten) {
                    connection.close();
                    return;
                }
                dial = null;
                attach(connection);
                apply(new FsmEvent.TcpCrAcked());
            });
        }

        @Override
        public void failed(TcpFailure failure) {
            driver.queue().run(() -> {
                if (dial == this) {
                    dial = null;
                    apply(new FsmEvent.TcpConnectionFails(failure));
                }
            });
        }
    }
}
