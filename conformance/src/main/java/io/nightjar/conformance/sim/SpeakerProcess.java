package io.nightjar.conformance.sim;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.plan.IdentifierSource;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.daemon.speaker.ForwardingControl;
import io.nightjar.daemon.speaker.SpeakerCore;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.fsm.session.SessionLoop;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.table.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A running speaker: what the daemon is made of, in a simulated world. Nothing that it has set in motion happens once it has ended.
 */
final class SpeakerProcess
        implements SpeakerCore.World<SimulatedTable, SimulatedSessions>, SpeakerCore.Control, SessionLoop {

    private static final long WAKE_UP_LEAST_NANOS = 50_000;

    private static final long WAKE_UP_MOST_NANOS = 500_000;

    private final Machine machine;
    private final Surroundings around;
    private final SplittableRandom random;
    private final SpeakerPlanner planner;
    private final ForwardingControl forwarding;
    private final @Nullable SimulatedForwarding kernel;
    private final SpeakerCore<SimulatedTable, SimulatedSessions> core;
    private boolean running = true;
    private boolean saidGoodbye;
    private boolean inLoop;
    private long piecesSent;

    /** A speaker that has not begun. */
    SpeakerProcess(Machine machine, Surroundings around, SplittableRandom random) {
        this.machine = machine;
        this.around = around;
        this.random = random;
        planner = new SpeakerPlanner(machine.isStandalone() ? reflector(machine) : PlanSettings.of(machine.name()));
        kernel = machine.isStandalone() ? null : new SimulatedForwarding(this, machine.kernel(), around.shared());
        forwarding = kernel == null ? new NoForwarding() : kernel;
        core = new SpeakerCore<>(this);
    }

    /** Calico's standalone reflector knows its addresses from its environment. */
    private static PlanSettings reflector(Machine machine) {
        List<PlanSettings.ExpectedAddress> addresses = machine.addresses().stream()
                .map(address -> new PlanSettings.ExpectedAddress("IP", address))
                .toList();
        return new PlanSettings(machine.name(), IdentifierSource.NODE_ADDRESS, addresses).asReflector();
    }

    /**
     * What all speakers have in common.
     *
     * @param scheduler time
     * @param network connections
     * @param watched sees what speakers do
     * @param shared values
     */
    record Surroundings(Scheduler scheduler, Network network, Watched watched, SharedValues shared) {}

    /** Sees what speakers do. */
    interface Watched {

        /** Puts somebody between sessions and those who use them. */
        SessionListener sessions(SpeakerProcess of, SessionListener users);

        /** Something happens to the sessions of this speaker. */
        void active(SpeakerProcess process);
    }

    void start() {
        if (kernel != null) {
            kernel.start(core::forwardingChanged);
        }
    }

    /** The datastore shows this; nothing is done as long as it does not say enough. */
    void show(ClusterState state) {
        if (planner.plan(state) instanceof Plan.Ready ready) {
            core.configure(ready.config());
        }
    }

    /** The process ends at once, and its connections with it. */
    void kill() {
        running = false;
    }

    /** The process ends in order, and is to be started again. */
    void stopForRestart() {
        inLoop(core.sessions()::stopForRestart);
        running = false;
    }

    /** The process ends in order and takes its routes with it. */
    void stopForGood() {
        saidGoodbye = true;
        inLoop(core.sessions()::stopForGood);
        if (kernel != null) {
            kernel.flush();
        }
        running = false;
    }

    /** Whether it has taken its routes with it. */
    boolean saidGoodbye() {
        return saidGoodbye;
    }

    Machine machine() {
        return machine;
    }

    NanoClock clock() {
        return around.scheduler();
    }

    long now() {
        return around.scheduler().nanoTime();
    }

    SplittableRandom random() {
        return random;
    }

    SessionLoop loop() {
        return this;
    }

    SimulatedSessions sessions() {
        return core.sessions();
    }

    SimulatedTable table() {
        return core.table();
    }

    boolean isRunning() {
        return running;
    }

    /** What its processor has to do for a message that is taken in, or a piece that is sent. */
    long costNanos() {
        return around.network().limits().costNanos();
    }

    /** Something is handed to a connection. */
    void countPiece() {
        piecesSent++;
    }

    /** How many pieces have been handed to connections. */
    long piecesSent() {
        return piecesSent;
    }

    /** How long a thread takes to wake up. */
    long wakeUpNanos() {
        return random.nextLong(WAKE_UP_LEAST_NANOS, WAKE_UP_MOST_NANOS);
    }

    /** Calls later, if the process still runs then. */
    SpeakerCore.Appointment after(long delayNanos, Runnable task) {
        Later later = new Later(task);
        around.scheduler().after(delayNanos, later);
        return later;
    }

    /** Calls at that time, whether the process still runs then or not. */
    void at(long nanos, Runnable task) {
        around.scheduler().at(nanos, task);
    }

    /** Calls on the sessions' loop at that time, if the process still runs then. */
    void inLoopAt(long nanos, Runnable task) {
        at(nanos, () -> inLoop(task));
    }

    /** Calls on the sessions' loop now, if the process still runs. */
    void inLoop(Runnable task) {
        if (!running) {
            return;
        }
        around.watched().active(this);
        boolean before = inLoop;
        inLoop = true;
        try {
            task.run();
        } finally {
            inLoop = before;
        }
    }

    @Override
    public boolean inLoop() {
        return inLoop;
    }

    /** On the sessions' loop if it is asked as that, and on the control thread otherwise: here, both are the same one. */
    @Override
    public void execute(Runnable task) {
        inLoopAt(now(), task);
    }

    @Override
    public SpeakerCore.Appointment after(Duration delay, Runnable task) {
        return after(delay.toNanos(), task);
    }

    /** Happens if it has not been cancelled, and the process still runs then. */
    private final class Later implements Scheduler.Cancellable, SpeakerCore.Appointment {

        private final Runnable task;
        private boolean cancelled;

        Later(Runnable task) {
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void run() {
            if (running) {
                task.run();
            }
        }
    }

    @Override
    public SpeakerCore.Control control() {
        return this;
    }

    @Override
    public ForwardingControl forwarding() {
        return forwarding;
    }

    @Override
    public Sharing sharing() {
        return around.shared().ofTables();
    }

    @Override
    public SimulatedTable table(RibEngine engine) {
        return new SimulatedTable(this, engine, around.network().limits().mailbox());
    }

    @Override
    public SimulatedSessions sessions(SessionListener listener, RestartState restart) {
        return new SimulatedSessions(
                this, around.network().connector(this), around.watched().sessions(this, listener), restart);
    }

    @Override
    public int kernelTable() {
        return KernelConfig.MAIN_TABLE;
    }

    /** Nobody counts them. */
    @Override
    public void bestPathsChanged(List<BestPathChange> changes) {}

    /** Nobody asks for readiness. */
    @Override
    public void quorum() {}

    /** Many speakers share this process. */
    @Override
    public void settled() {}
}
