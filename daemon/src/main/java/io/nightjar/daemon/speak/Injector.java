package io.nightjar.daemon.speak;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.json.JsonLines;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.netty.BgpEndpoint;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.fsm.session.SessionStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a plan says on a session, and tells what happens. Everything but the calls of the {@link SessionListener} is
 * done by the thread that calls {@link #run}; those put tasks into its queue, and stop reading the session when it holds
 * more than {@link #MAX_UNPRINTED} messages.
 */
public final class Injector implements SessionListener {

    private static final int MAX_UNPRINTED = 1000;
    private static final int FEW_UNPRINTED = 100;
    private static final int PACE_MILLIS = 50;

    private final SpeakPlan plan;
    private final SpeakOutput out;
    private final NanoClock clock;
    private final GoalWatch watch;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final AtomicInteger unprinted = new AtomicInteger();
    private @Nullable BgpEndpoint endpoint;
    private @Nullable EstablishedSession session;
    private @Nullable Agenda agenda;
    private @Nullable SpokenCommand commands;
    private boolean quit;
    private boolean failed;

    public Injector(SpeakPlan plan, JsonLines lines, NanoClock clock) {
        this.plan = plan;
        this.out = new SpeakOutput(lines, clock);
        this.clock = clock;
        this.watch = new GoalWatch(plan.goal(), clock.nanoTime());
    }

    /**
     * Works until the goal is reached or out of reach, and ends all sessions.
     *
     * @param endpoint whose listener this is, with its peer already
     * @param input lines with commands; not closed
     * @return whether all that was asked for has been done
     */
    public boolean run(BgpEndpoint endpoint, InputStream input) throws InterruptedException {
        this.endpoint = endpoint;
        endpoint.listeners()
                .forEach(listener -> out.listening(listener.wanted().address().toString(), listener.boundPort()));
        CommandLines lines = new CommandLines(input, () -> tasks.add(() -> {}));
        Optional<Boolean> outcome = Optional.empty();
        while (outcome.isEmpty()) {
            boolean busy = canSend() || canTakeLine(lines.peek());
            Runnable task = busy ? tasks.poll() : tasks.poll(PACE_MILLIS, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            } else if (canSend()) {
                sendSome();
            } else if (canTakeLine(lines.peek())) {
                takeLine(lines);
            }
            outcome = quit ? Optional.of(true) : watch.outcome(clock.nanoTime());
        }
        endpoint.close();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return outcome.get() && !failed;
    }

    /** Ends the work, from any thread. */
    public void quit() {
        tasks.add(() -> quit = true);
    }

    private boolean canSend() {
        return session != null && agenda != null && !agenda.isDone() && session.isWritable();
    }

    private void sendSome() {
        Agenda now = agenda;
        if (now != null) {
            now.step();
            if (now.isDone()) {
                watch.allSent();
            }
        }
    }

    /** Commands wait for the session, and for what it has to be sent first; all but the one to leave. */
    private boolean canTakeLine(@Nullable String line) {
        if (line == null) {
            return false;
        }
        boolean ready = session != null && session.isWritable() && agenda != null && agenda.isDone();
        return ready || SpokenCommand.isQuit(line);
    }

    private void takeLine(CommandLines lines) {
        String line = lines.take();
        SpokenCommand now = commands;
        if (SpokenCommand.isQuit(line)) {
            quit = true;
        } else if (now != null) {
            try {
                now.perform(line);
            } catch (RouteTextException | IOException e) {
                problem(String.valueOf(e.getMessage()));
            }
        }
    }

    private void problem(String text) {
        failed = true;
        out.problem(text);
    }

    @Override
    public void stateChanged(PeerId peer, FsmState state) {
        tasks.add(() -> {
            BgpEndpoint where = endpoint;
            String lastError = where == null
                    ? ""
                    : where.status(peer).map(SessionStatus::lastError).orElse("");
            out.state(peer.name(), state.name(), lastError);
        });
    }

    @Override
    public void sessionUp(EstablishedSession up) {
        tasks.add(() -> begin(up));
    }

    private void begin(EstablishedSession up) {
        if (session != null) {
            problem("a second session, with " + up.negotiated().remoteAddress() + ", is refused");
            up.end(NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.CONNECTION_REJECTED), null);
            return;
        }
        NegotiatedSession negotiated = up.negotiated();
        session = up;
        out.up(negotiated);
        watch.up(negotiated.codec().families(), clock.nanoTime());
        RouteSender sender = new RouteSender(up, plan.nextHops(), this::problem);
        commands = new SpokenCommand(up, sender, out, watch::endWanted);
        agenda = new Agenda(plan, up, sender, out, this::problem);
        if (agenda.isDone()) {
            watch.allSent();
        }
    }

    @Override
    public void updateReceived(EstablishedSession from, UpdateMessage update, List<AttributeFault> faults) {
        hear(from, update, faults);
    }

    @Override
    public void routeRefreshReceived(EstablishedSession from, RouteRefreshMessage refresh) {
        hear(from, refresh, List.of());
    }

    private void hear(EstablishedSession from, BgpMessage message, List<AttributeFault> faults) {
        if (unprinted.incrementAndGet() > MAX_UNPRINTED) {
            from.pauseReading();
        }
        tasks.add(() -> {
            out.message(from.negotiated(), message, faults);
            if (message instanceof UpdateMessage update) {
                watch.heard();
                update.endOfRibFamily().ifPresent(watch::endOfRib);
            }
            if (unprinted.decrementAndGet() == FEW_UNPRINTED) {
                from.resumeReading();
            }
        });
    }

    @Override
    public void writable(EstablishedSession to) {
        tasks.add(() -> {});
    }

    @Override
    public void sessionDown(EstablishedSession ended, SessionEnd end) {
        tasks.add(() -> {
            out.down(ended.negotiated(), end.reason());
            if (ended == session) {
                watch.down();
                session = null;
                commands = null;
                Agenda now = agenda;
                agenda = null;
                if (now != null) {
                    now.close();
                }
            }
        });
    }
}
