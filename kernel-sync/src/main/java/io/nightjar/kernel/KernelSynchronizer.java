package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.time.NanoClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the desired beside the actual state and makes them equal, one turn after the other. No thread and no waiting in
 * here: {@link KernelSyncLoop} supplies both. Owned by the {@code kernel} thread.
 */
final class KernelSynchronizer {

    private static final Logger LOG = LoggerFactory.getLogger(KernelSynchronizer.class);

    /** Operations between two looks at the events, so that their buffer does not overflow with our own echoes. */
    private static final int CHUNK = 1024;

    /** Rounds in one turn: the second follows a scan that the first one asked for. */
    private static final int ROUNDS = 3;

    /** The kernel drops routes a moment after it tells that a link is down; this is longer than the moment. */
    private static final long FOLLOW_UP_NANOS = 250_000_000L;

    private final KernelListener listener;
    private final NanoClock clock;
    private final DesiredRoutes desired = new DesiredRoutes();
    private final ActualRoutes actual = new ActualRoutes();
    private final NetworkState network;
    private final Troubles troubles = new Troubles();
    private final RepairLimiter limiter = new RepairLimiter();
    private final ScanSchedule schedule;
    private final Set<Prefix> installed = new HashSet<>();
    private Set<Prefix> dirty = new HashSet<>();
    private KernelView view = KernelView.EMPTY;
    private boolean viewStale;
    private boolean viewPublished;
    private long writes;
    private long repairs;
    private long lostEvents;

    KernelSynchronizer(KernelSyncSettings settings, KernelListener listener, NanoClock clock) {
        this.listener = listener;
        this.clock = clock;
        this.network = new NetworkState(settings.excluded());
        this.schedule = new ScanSchedule(settings.auditInterval().toNanos());
    }

    /** Takes what is desired from now on into account; written by the next {@link #turn}. */
    void accept(List<RouteChange> changes) {
        for (RouteChange change : changes) {
            Prefix prefix = change.destination();
            KernelRoute before = desired.at(prefix);
            desired.change(change);
            if (before == null || !before.equals(desired.at(prefix))) {
                installed.remove(prefix);
                troubles.clear(prefix);
            }
            dirty.add(prefix);
        }
    }

    /** What this announcer has announced takes the place of a predecessor's routes with the next {@link #turn}. */
    void complete(Announcer announcer) {
        dirty.addAll(desired.adopted().complete(announcer));
    }

    /** Routes of a predecessor that nobody wants go with the next {@link #turn}. */
    void sweep() {
        dirty.addAll(desired.adopted().sweep());
    }

    /** Everything is read again in the next {@link #turn}: the first time, and after the port was opened anew. */
    void requestScan() {
        schedule.request();
    }

    /** Brings the kernel in line: reads again if that is due, compares what may differ, and writes. */
    void turn(KernelRouteTable table) throws KernelException {
        for (int round = 0; round < ROUNDS; round++) {
            long now = clock.nanoTime();
            if (schedule.isDue(now)) {
                scan(table, now);
            }
            handle(table.awaitEvents(0));
            dirty.addAll(troubles.due(now));
            if (dirty.isEmpty() && !schedule.isDue(now)) {
                break;
            }
            Set<Prefix> compared = dirty;
            dirty = new HashSet<>();
            write(table, plan(compared));
        }
        publish();
    }

    private void scan(KernelRouteTable table, long now) throws KernelException {
        KernelSnapshot snapshot = table.scan();
        network.replaceAll(snapshot.links(), snapshot.addresses());
        dirty.addAll(actual.prefixes());
        actual.replaceAll(snapshot.routes());
        desired.adopted().adopt(actual.own().map(KernelRoute::destination));
        dirty.addAll(actual.prefixes());
        dirty.addAll(desired.prefixes());
        viewStale = true;
        schedule.done(now);
        limiter.prune(now);
    }

    /** Takes notifications into account. */
    void handle(List<KernelEvent> events) {
        events.forEach(this::handle);
    }

    private void handle(KernelEvent event) {
        if (event instanceof KernelEvent.RouteAdded added) {
            routeChanged(added.route(), actual.added(added.route(), added.replaces()));
        } else if (event instanceof KernelEvent.RouteRemoved removed) {
            routeChanged(removed.route(), actual.removed(removed.route()));
        } else if (event instanceof KernelEvent.LinkChanged link) {
            networkChanged(network.linkChanged(link.link()));
        } else if (event instanceof KernelEvent.LinkRemoved link) {
            networkChanged(network.linkRemoved(link.interfaceIndex()));
        } else if (event instanceof KernelEvent.AddressAdded address) {
            networkChanged(network.addressAdded(address.address()));
        } else if (event instanceof KernelEvent.AddressRemoved address) {
            networkChanged(network.addressRemoved(address.address()));
        } else if (event instanceof KernelEvent.EventsLost lost) {
            lostEvents++;
            LOG.info("kernel notifications were lost ({}): reading the table again", lost.reason());
            schedule.request();
        }
    }

    private void routeChanged(KernelRoute route, boolean certain) {
        dirty.add(route.destination());
        if (!certain) {
            schedule.request();
        }
        if (ActualRoutes.isInteresting(route)) {
            viewStale = true;
        }
        if (!route.isOwn()) {
            dirty.addAll(troubles.afterChange(clock.nanoTime()));
        }
    }

    private void networkChanged(NetworkState.Effect effect) {
        if (effect == NetworkState.Effect.NONE) {
            return;
        }
        viewStale = true;
        dirty.addAll(troubles.afterChange(clock.nanoTime()));
        if (effect == NetworkState.Effect.ROUTES_MAY_BE_GONE) {
            schedule.request();
            schedule.requestAt(clock.nanoTime() + FOLLOW_UP_NANOS);
        }
    }

    private List<RouteOperation> plan(Set<Prefix> prefixes) {
        List<RouteOperation> operations = new ArrayList<>();
        prefixes.stream().sorted().forEach(prefix -> operations.addAll(plan(prefix)));
        return operations;
    }

    private List<RouteOperation> plan(Prefix prefix) {
        List<KernelRoute> present = actual.at(prefix);
        KernelRoute wanted = desired.at(prefix);
        if (desired.hasToWait(prefix, present)) {
            kept(prefix, wanted != null && present.contains(wanted));
            return List.of();
        }
        ReconciliationPlan plan = KernelReconciler.plan(wanted, present);
        if (wanted == null) {
            return plan.operations();
        }
        if (present.contains(wanted)) {
            installed.add(prefix);
            troubles.clear(prefix);
            return plan.operations();
        }
        KernelRoute owner = plan.foreignOwner();
        if (owner != null) {
            conflict(wanted, owner);
            return plan.operations();
        }
        return installed.remove(prefix) ? repair(wanted, plan.operations()) : plan.operations();
    }

    private void kept(Prefix prefix, boolean asWanted) {
        troubles.clear(prefix);
        if (asWanted) {
            installed.add(prefix);
        } else {
            installed.remove(prefix);
        }
    }

    private void conflict(KernelRoute wanted, KernelRoute owner) {
        installed.remove(wanted.destination());
        String device = owner.nextHops().isEmpty()
                ? ""
                : network.nameOf(owner.nextHops().get(0).interfaceIndex());
        if (troubles.conflict(wanted.destination(), new RouteConflict(wanted, owner, device))) {
            LOG.warn("not written: {} – the kernel has {} of another owner", wanted, owner);
        }
    }

    private List<RouteOperation> repair(KernelRoute wanted, List<RouteOperation> operations) {
        long now = clock.nanoTime();
        if (!limiter.permits(wanted.destination(), now)) {
            troubles.failure(
                    wanted.destination(), new RouteFailure(wanted, "somebody keeps removing or changing it"), now);
            return List.of();
        }
        repairs++;
        LOG.info("repairing {}", wanted);
        return operations;
    }

    private void write(KernelRouteTable table, List<RouteOperation> operations) throws KernelException {
        for (int start = 0; start < operations.size(); start += CHUNK) {
            List<RouteOperation> chunk = operations.subList(start, Math.min(operations.size(), start + CHUNK));
            table.apply(chunk).forEach(this::account);
            if (operations.size() > CHUNK) {
                handle(table.awaitEvents(0));
            }
        }
    }

    private void account(OperationResult result) {
        RouteOperation operation = result.operation();
        if (result.outcome() == OperationOutcome.APPLIED) {
            writes++;
            actual.applied(operation);
            succeeded(operation);
        } else if (!(operation instanceof RouteOperation.Delete)) {
            failed(operation.route(), result);
        } else if (result.outcome() == OperationOutcome.MISSING) {
            actual.applied(operation);
        } else {
            LOG.warn("cannot delete {}: {}", operation.route(), result.reason());
        }
    }

    private void succeeded(RouteOperation operation) {
        if (!(operation instanceof RouteOperation.Delete)) {
            installed.add(operation.route().destination());
            troubles.clear(operation.route().destination());
        }
    }

    /** The table is not what we believed, or cannot take the route: look again the first time, wait the next time. */
    private void failed(KernelRoute route, OperationResult result) {
        Prefix prefix = route.destination();
        boolean surprising = result.outcome() != OperationOutcome.REFUSED;
        String reason = surprising ? "the table has changed meanwhile: " + result.outcome() : result.reason();
        boolean first = troubles.failure(prefix, new RouteFailure(route, reason), clock.nanoTime());
        if (first && surprising) {
            schedule.request();
            dirty.add(prefix);
        } else if (first) {
            LOG.warn("not written: {} – {}", route, reason);
        }
        if (result.operation() instanceof RouteOperation.Replace) {
            schedule.request();
        }
    }

    private void publish() {
        if (!viewStale) {
            return;
        }
        viewStale = false;
        KernelView now = network.view(actual);
        if (!viewPublished || !now.equals(view)) {
            viewPublished = true;
            view = now;
            listener.viewChanged(now);
        }
    }

    /** Removes every route of ours. */
    void flush(KernelRouteTable table) throws KernelException {
        scan(table, clock.nanoTime());
        List<RouteOperation> deletions =
                actual.own().<RouteOperation>map(RouteOperation.Delete::new).toList();
        write(table, deletions);
        LOG.info("removed {} routes on exit", deletions.size());
    }

    /** How long nothing needs to be done if nothing happens. */
    long nanosUntilDue() {
        long now = clock.nanoTime();
        return dirty.isEmpty() ? troubles.nanosUntilRetry(now, schedule.nanosUntilDue(now)) : 0;
    }

    KernelView view() {
        return view;
    }

    KernelSyncStatus status() {
        return new KernelSyncStatus(
                desired.size(),
                installed.size(),
                desired.adopted().size(),
                troubles.conflicts(),
                troubles.failures(),
                new KernelSyncStatus.Counters(writes, repairs, schedule.scans(), lostEvents, schedule.lastScanNanos()));
    }
}
