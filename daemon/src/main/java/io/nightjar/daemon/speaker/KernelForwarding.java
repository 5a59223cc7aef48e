package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.kernel.KernelDestination;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelListener;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSyncLoop;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.RouteChange;
import io.nightjar.kernel.RouteConflict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forwarding by the kernel: the routing table is kept, and its links and foreign routes say what is reachable. */
final class KernelForwarding implements Forwarding, KernelListener {

    private final Consumer<Duration> written;

    private final KernelSyncLoop loop;

    /** Set before the loop starts. */
    private volatile Listener listener = view -> {};

    private volatile boolean adopted;

    /**
     * Not started.
     *
     * @param written hears how long changes have waited until they were written
     */
    KernelForwarding(
            KernelRouteTable.Opener opener, KernelSyncSettings settings, NanoClock clock, Consumer<Duration> written) {
        this.written = written;
        loop = new KernelSyncLoop(opener, settings, this, clock);
    }

    @Override
    public void changesApplied(Duration waited) {
        written.accept(waited);
    }

    @Override
    public void viewChanged(KernelView view) {
        listener.viewChanged(ForwardingView.of(view));
    }

    @Override
    public void troublesChanged() {
        listener.troublesChanged();
    }

    @Override
    public CompletionStage<KernelDestination> look(Prefix prefix) {
        return loop.look(prefix);
    }

    @Override
    public Map<Integer, String> devices() {
        return loop.view().links().values().stream()
                .collect(Collectors.toMap(KernelLink::index, KernelLink::name, (one, other) -> other));
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public void start(Listener toTell) throws KernelException {
        listener = toTell;
        loop.start();
        // Nothing is desired yet, so all of ours that is there is a predecessor's.
        adopted = loop.status().stale() > 0;
    }

    @Override
    public boolean adopted() {
        return adopted;
    }

    @Override
    public void ignore(List<InterfacePattern> interfaces) {
        loop.ignore(interfaces);
    }

    @Override
    public void desire(List<RouteChange> changes) {
        loop.desire(changes);
    }

    @Override
    public void complete(PeerId peer, AddressFamily family) {
        loop.complete(peer, family);
    }

    @Override
    public void sweepStale() {
        loop.sweepStale();
    }

    @Override
    public StatusReport.Kernel report() {
        KernelSyncStatus status = loop.status();
        List<String> conflicts = Stream.concat(
                        status.conflicts().stream().map(KernelForwarding::describe),
                        status.failures().stream().map(Object::toString))
                .toList();
        return new StatusReport.Kernel(
                true, status.desired(), status.installed(), status.stale(), List.of(), conflicts);
    }

    @Override
    public int desired(Afi afi) {
        KernelSyncStatus status = loop.status();
        return afi.equals(Afi.IPV6) ? status.desiredIpv6() : status.desired() - status.desiredIpv6();
    }

    private static String describe(RouteConflict conflict) {
        String device = conflict.ownerInterface().isEmpty() ? "" : " on " + conflict.ownerInterface();
        return conflict.desired().destination() + " belongs to another: " + conflict.owner() + device;
    }

    @Override
    public CompletionStage<?> pass() {
        return loop.synchronised();
    }

    @Override
    public KernelSyncStatus status() {
        return loop.status();
    }

    @Override
    public int backlog() {
        return loop.backlog();
    }

    @Override
    public void close(boolean flush) {
        loop.close(flush);
    }
}
