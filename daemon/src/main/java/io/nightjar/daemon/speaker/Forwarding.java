package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.kernel.KernelDestination;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.kernel.RouteChange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The machine's forwarding, if this speaker has any. */
interface Forwarding extends ForwardingControl {

    /** Who hears of it. Called by whatever thread. */
    interface Listener {

        /** This is known of the network from now on. */
        void viewChanged(ForwardingView view);

        /** There is something new in {@link #status} for people. */
        default void troublesChanged() {}
    }

    /**
     * Reads the kernel for the first time, and tells what it knows then and whenever that changes.
     *
     * @throws KernelException if the kernel cannot be talked to
     */
    void start(Listener listener) throws KernelException;

    /** How it is. */
    StatusReport.Kernel report();

    /** How many routes of a family are desired. Any thread. */
    int desired(Afi afi);

    /** Completed when its loop has been round once more. Any thread. */
    CompletionStage<?> pass();

    /** What its loop counts. */
    KernelSyncStatus status();

    /** What is wanted for a destination, and what is there. Any thread. */
    default CompletionStage<KernelDestination> look(Prefix prefix) {
        return CompletableFuture.completedStage(KernelDestination.unknown(prefix));
    }

    /** The names of network devices by their index. Any thread. */
    default Map<Integer, String> devices() {
        return Map.of();
    }

    /** How many changes to what is desired wait. */
    int backlog();

    /** Ends it; with {@code flush} our routes are removed. */
    void close(boolean flush);

    /** A speaker that forwards nothing: a standalone reflector. */
    Forwarding NONE = new Forwarding() {

        @Override
        public boolean enabled() {
            return false;
        }

        @Override
        public void start(Listener listener) {
            listener.viewChanged(ForwardingView.NONE);
        }

        @Override
        public boolean adopted() {
            return false;
        }

        @Override
        public void ignore(List<InterfacePattern> interfaces) {}

        @Override
        public void desire(List<RouteChange> changes) {}

        @Override
        public void complete(PeerId peer, AddressFamily family) {}

        @Override
        public void sweepStale() {}

        @Override
        public StatusReport.Kernel report() {
            return new StatusReport.Kernel(false, 0, 0, 0, List.of(), List.of());
        }

        @Override
        public int desired(Afi afi) {
            return 0;
        }

        @Override
        public CompletionStage<?> pass() {
            return CompletableFuture.completedStage(true);
        }

        @Override
        public KernelSyncStatus status() {
            return KernelSyncStatus.INITIAL;
        }

        @Override
        public int backlog() {
            return 0;
        }

        @Override
        public void close(boolean flush) {}
    };
}
