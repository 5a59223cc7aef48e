package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSnapshot;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.KernelSynchronizer;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.policy.RoutePolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A kernel for the {@link Rehearsal}: one link, and a table that takes every route and keeps none. */
final class RehearsedKernel implements KernelRouteTable, RibListener {

    private static final KernelLink LINK = new KernelLink(1, "rehearsal", true);

    /** Every next hop is a neighbor. */
    static final NextHopResolver NEIGHBORS =
            nextHop -> NextHopResolver.Match.certain(new NextHopResolution.Via(nextHop, LINK.name(), LINK.index(), 0));

    private final KernelProgram program =
            new KernelProgram(new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN), Map.of());

    private final KernelAttributes attributes = new KernelAttributes();
    private final KernelSynchronizer synchronizer;
    private long writes;

    RehearsedKernel(NanoClock clock) {
        synchronizer = new KernelSynchronizer(KernelSyncSettings.DEFAULT, view -> {}, clock);
        synchronizer.requestScan();
    }

    /** How many routes were written and deleted. */
    long writes() {
        return writes;
    }

    @Override
    public void bestPathsChanged(List<BestPathChange> changes) {
        synchronizer.accept(program.changes(changes, attributes));
        try {
            synchronizer.turn(this);
        } catch (KernelException e) {
            throw new IllegalStateException("a table that takes everything", e);
        }
    }

    @Override
    public KernelSnapshot scan() {
        return new KernelSnapshot(List.of(LINK), List.of(), List.of());
    }

    @Override
    public List<OperationResult> apply(List<RouteOperation> operations) {
        writes += operations.size();
        return Collections.nCopies(operations.size(), OperationResult.APPLIED);
    }

    @Override
    public List<KernelEvent> awaitEvents(long timeoutMillis) {
        return List.of();
    }

    @Override
    public void endOfRib(PeerId peer, AddressFamily family) {
        throw new IllegalStateException("nobody has said so");
    }

    @Override
    public void waitBegan(PeerId peer, AddressFamily family, long number, Duration limit) {
        throw new IllegalStateException("nobody is waited for");
    }

    @Override
    public void waitEnded(long number) {
        throw new IllegalStateException("nobody was waited for");
    }

    @Override
    public void prefixLimitReached(PeerId peer, AddressFamily family, long count, PrefixLimit limit) {
        throw new IllegalStateException("there is no limit");
    }

    /** Nobody waits. */
    @Override
    public void wakeUp() {}

    /** Nothing is held that could be let go. */
    @Override
    public void close() {}
}
