package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.speaker.ForwardingControl;
import io.nightjar.daemon.speaker.ForwardingView;
import io.nightjar.kernel.Announcer;
import io.nightjar.kernel.InterfacePatterns;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.KernelSynchronizer;
import io.nightjar.kernel.RouteChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A machine's forwarding: the kernel's real synchronizer over a simulated kernel, with turns in the place of the {@code kernel}
 * thread.
 */
final class SimulatedForwarding implements ForwardingControl {

    private static final KernelSyncSettings SETTINGS = KernelSyncSettings.DEFAULT;

    private final SpeakerProcess process;
    private final SimulatedKernel kernel;
    private final SharedValues shared;
    private final KernelSynchronizer synchronizer;
    private final List<RouteChange> changes = new ArrayList<>();
    private final List<Announcer> complete = new ArrayList<>();
    private Consumer<ForwardingView> listener = view -> {};
    private InterfacePatterns excluded = SETTINGS.excluded();
    private boolean sweep;
    private boolean due;
    private boolean adopted;
    private long looksAtNanos = Long.MAX_VALUE;

    /**
     * Nothing has been read yet.
     *
     * @param shared the same values as one object for all machines
     */
    SimulatedForwarding(SpeakerProcess process, SimulatedKernel kernel, SharedValues shared) {
        this.process = process;
        this.kernel = kernel;
        this.shared = shared;
        synchronizer = new KernelSynchronizer(
                SETTINGS, view -> listener.accept(shared.view(ForwardingView.of(view))), process.clock());
    }

    /** Reads the kernel for the first time. */
    void start(Consumer<ForwardingView> toTell) {
        listener = toTell;
        kernel.attach(this::wake);
        turn();
        adopted = synchronizer.status().stale() > 0;
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public boolean adopted() {
        return adopted;
    }

    @Override
    public void ignore(List<InterfacePattern> interfaces) {
        excluded = SETTINGS.excluded().after(interfaces);
        wake();
    }

    @Override
    public void desire(List<RouteChange> desired) {
        for (RouteChange change : desired) {
            changes.add(
                    change instanceof RouteChange.Install install
                            ? new RouteChange.Install(shared.route(install.route()), install.announcer())
                            : change);
        }
        wake();
    }

    @Override
    public void complete(PeerId peer, AddressFamily family) {
        complete.add(new Announcer(peer, family));
        wake();
    }

    @Override
    public void sweepStale() {
        sweep = true;
        wake();
    }

    /** Removes all routes of ours: the speaker ends, and takes everything with it. */
    void flush() {
        try {
            synchronizer.flush(kernel);
        } catch (KernelException e) {
            throw new IllegalStateException("a kernel in memory cannot fail", e);
        }
    }

    private void wake() {
        if (!due) {
            due = true;
            process.after(process.wakeUpNanos(), this::turn);
        }
    }

    /** When nothing wakes it earlier: for the next audit, or for what could not be written. */
    private void look() {
        if (process.now() >= looksAtNanos) {
            looksAtNanos = Long.MAX_VALUE;
            turn();
        }
    }

    private void turn() {
        due = false;
        synchronizer.accept(changes);
        changes.clear();
        complete.forEach(synchronizer::complete);
        complete.clear();
        if (sweep) {
            sweep = false;
            synchronizer.sweep();
        }
        synchronizer.exclude(excluded);
        try {
            synchronizer.turn(kernel);
        } catch (KernelException e) {
            throw new IllegalStateException("a kernel in memory cannot fail", e);
        }
        long next = process.now() + synchronizer.nanosUntilDue();
        if (next < looksAtNanos) {
            looksAtNanos = next;
            process.after(next - process.now(), this::look);
        }
    }
}
