package io.nightjar.fsm.session;

import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.SessionSettings;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TestPeers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver among fakes, all on the test's thread. */
final class DriverFixture {

    final ManualClock clock = new ManualClock();
    final FakeConnector connector = new FakeConnector();
    final SessionLog log = new SessionLog();
    final List<RecordingTimers> timers = new ArrayList<>();
    final AtomicInteger retired = new AtomicInteger();
    boolean revivable;
    RestartState restart = RestartState.NONE;
    final MessageTotals totals = new MessageTotals();
    final SessionDriver driver;

    DriverFixture(PeerConfig config) {
        this(SessionSettings.of(config), false);
    }

    DriverFixture(SessionSettings settings, boolean ephemeral) {
        SessionPorts ports = new SessionPorts(
                new SameThread(),
                connector,
                this::newTimers,
                log,
                clock,
                new TimerJitter(new SplittableRandom(1)),
                restart,
                totals);
        this.driver = ephemeral
                ? SessionDriver.ephemeral(ports, settings, new Lifetime())
                : SessionDriver.permanent(ports, settings);
    }

    private SessionTimers newTimers() {
        RecordingTimers made = new RecordingTimers();
        timers.add(made);
        return made;
    }

    /** The only timers that run {@code timer}. */
    RecordingTimers running(SessionTimer timer) {
        List<RecordingTimers> found =
                timers.stream().filter(t -> t.running().contains(timer)).toList();
        if (found.size() != 1) {
            throw new AssertionError(timer + " is running " + found.size() + " times");
        }
        return found.get(0);
    }

    boolean isRunning(SessionTimer timer) {
        return timers.stream().anyMatch(t -> t.running().contains(timer));
    }

    static FakeConnection connection() {
        return new FakeConnection(TestPeers.LOCAL_ADDRESS, TestPeers.PEER_ADDRESS);
    }

    /** The last dial succeeds. */
    FakeConnection dialled() {
        FakeConnection connection = connection();
        connector.last().succeed(connection);
        return connection;
    }

    /** The peer dials. */
    FakeConnection accepted() {
        FakeConnection connection = connection();
        driver.accept(connection);
        return connection;
    }

    /** A driver that is started and established over the connection that it dialled. */
    FakeConnection established() {
        driver.start();
        FakeConnection connection = dialled();
        connection.receive(TestPeers.peerOpen());
        connection.receive(KeepaliveMessage.INSTANCE);
        return connection;
    }

    /** Counts retirements, and revives as the test wants. */
    private final class Lifetime implements PeerLifetime {

        @Override
        public void retired() {
            retired.incrementAndGet();
        }

        @Override
        public LogBudget logBudget() {
            return LogBudget.ofRanges(clock);
        }

        @Override
        public boolean revived() {
            return revivable;
        }
    }

    static final class SameThread implements SessionLoop {

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
