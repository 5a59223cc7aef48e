package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.time.NanoClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the desired beside the actual state and makes them equal, one turn after the other. No thread and no waiting in
 * here: {@link KernelSyncLoop} supplies both, or who simulates many kernels. Owned by the {@code kernel} thread.
 */
public final class KernelSynchronizer {

    private static final Logger LOG = LoggerFactory.getLogger(KernelSynchronizer.class);

    /** Destinations between two looks at the events, so that their buffer does not overflow with our own echoes. */
    private static final int CHUNK = 1024;

    /** Rounds in one turn: the second follows a scan that the first one asked for. */
    private static final int ROUNDS = 3;

    /** The kernel drops routes a moment after it tells that a link is down; this is longer than the moment. */
    private static final long FOLLOW_UP_NANOS = 250_000_000L;

    private final PublishedView view;
    private final NanoClock clock;
    private final Destinations destinations = new Destinations();
    private final AdoptedRoutes adopted = new AdoptedRoutes();
    private final NetworkState network;
    private final Troubles troubles = new Troubles();
    private final RouteLog log = new RouteLog(LOG);
    private final Repairs repairs = new Repairs(troubles, log);
    private final UnmatchedRoutes unmatched = new UnmatchedRoutes();
    private final ForeignHops foreignHops = new ForeignHops();
    private final ScanSchedule schedule;
    private final RoutePlanner planner;
    /** Whether what is known to be there is still what the last scan has shown. */
    private boolean asScanned;
    /** Whether events that are told now may be older than what the last scan has shown. */
    private boolean replaying;

    private long writes;
    private long lostEvents;

    public KernelSynchronizer(KernelSyncSettings settings, KernelListener listener, NanoClock clock) {
        this.view = new PublishedView(listener);
        this.clock = clock;
        this.network = new NetworkState(settings);
        this.schedule = new ScanSchedule(settings.auditInterval().toNanos());
        this.planner = new RoutePlanner(destinations, adopted, network, troubles, repairs, log);
    }

    /** Takes what is desired from now on into account; written by the next {@link #turn}. */
    public void accept(Collection<RouteChange> changes) {
        for (RouteChange change : changes) {
            Destination destination = destinations.at(change.destination());
            KernelRoute route = null;
            if (change instanceof RouteChange.Install install) {
                route = install.route();
                adopted.announced(change.destination(), install.announcer());
            } else {
                adopted.withdrawn(change.destination());
            }
            if (destinations.want(destination, route)) {
                destinations.setInstalled(destination, false);
                troubles.clear(change.destination());
                repairs.news(change.destination());
            }
            destinations.touch(destination);
        }
    }

    /** What this announcer has announced takes the place of a predecessor's routes with the next {@link #turn}. */
    public void complete(Announcer announcer) {
        destinations.touch(adopted.complete(announcer));
    }

    /** Routes of a predecessor that nobody wants go with the next {@link #turn}. */
    public void sweep() {
        destinations.touch(adopted.sweep());
    }

    /** Addresses of these interfaces connect nothing from now on; the next {@link #turn} tells what that makes of the view. */
    public void exclude(InterfacePatterns patterns) {
        view.staleIf(network.exclude(patterns));
    }

    /** Everything is read again in the next {@link #turn}: the first time, and after the port was opened anew. */
    public void requestScan() {
        asScanned = false;
        foreignHops.forgetAll();
        schedule.request();
    }

    /**
     * Brings the kernel in line: reads again if that is due, compares what may differ, and writes. What has happened to the network is
     * told before, so that whoever has to want something else can think about it meanwhile.
     */
    public void turn(KernelRouteTable table) throws KernelException {
        for (int round = 0; round < ROUNDS; round++) {
            long now = clock.nanoTime();
            if (schedule.isDue(now)) {
                scan(table, now);
            }
            handle(table.awaitEvents(0));
            replaying = false;
            destinations.touch(troubles.due(now));
            publish();
            if (!destinations.anyDirty() && !schedule.isDue(now)) {
                break;
            }
            compare(table, destinations.takeDirty());
        }
        publish();
        log.turnEnds();
    }

    private void publish() {
        view.publish(() -> network.view(destinations));
    }

    private void scan(KernelRouteTable table, long now) throws KernelException {
        unmatched.scanBegins(schedule.scans());
        KernelSnapshot snapshot = asScanned ? table.scanAgain() : table.scan();
        boolean different = network.replaceAll(snapshot.links(), snapshot.addresses());
        networkChanged(different ? NetworkState.Effect.VISIBLE : NetworkState.Effect.NONE);
        List<KernelRoute> routes = snapshot.routes();
        if (routes != null) {
            destinations.replacePresent(foreignHops.apart(routes));
            adopted.adopt(destinations.own().map(Destination::prefix));
            view.staleIf(true);
        }
        asScanned = true;
        replaying = true;
        schedule.done(now, clock.nanoTime());
        repairs.prune(now);
    }

    /** Takes notifications into account. */
    public void handle(List<KernelEvent> events) {
        events.forEach(this::handle);
    }

    private void handle(KernelEvent event) {
        if (event instanceof KernelEvent.RouteAdded added) {
            Destination destination = destinations.at(added.route().destination());
            routeChanged(
                    destination, added.route(), () -> destinations.added(destination, added.route(), added.place()));
            // What was replaced may have been of interest where what is there now is not.
            view.staleIf(added.place() == KernelEvent.Place.INSTEAD);
        } else if (event instanceof KernelEvent.RouteRemoved removed) {
            Destination destination = destinations.at(removed.route().destination());
            routeChanged(destination, removed.route(), () -> destinations.removed(destination, removed.route()));
        } else if (event instanceof KernelEvent.LinkChanged link) {
            linkChanged(link.link().index(), network.linkChanged(link.link()));
        } else if (event instanceof KernelEvent.LinkRemoved link) {
            linkChanged(link.interfaceIndex(), network.linkRemoved(link.interfaceIndex()));
        } else if (event instanceof KernelEvent.AddressAdded address) {
            networkChanged(network.addressAdded(address.address()));
        } else if (event instanceof KernelEvent.AddressRemoved address) {
            networkChanged(network.addressRemoved(address.address()));
        } else if (event instanceof KernelEvent.NextHopObjectChanged) {
            networkChanged(NetworkState.Effect.ROUTES_MAY_BE_GONE);
        } else if (event instanceof KernelEvent.EventsLost lost) {
            lostEvents++;
            foreignHops.forgetAll();
            LOG.info("kernel notifications were lost ({}): reading the table again", lost.reason());
            schedule.requestAfterEvent(clock.nanoTime());
        }
    }

    /** An event that is older than the scan, and does not say what that has shown, may have been overtaken by others since. */
    private void routeChanged(Destination destination, KernelRoute route, BooleanSupplier change) {
        asScanned = false;
        destinations.touch(destination);
        List<KernelRoute> before = destination.present();
        boolean certain = change.getAsBoolean();
        if (!certain || (replaying && !destination.present().equals(before))) {
            foreignHops.forget(destination.prefix());
            schedule.requestAfterEvent(clock.nanoTime());
        }
        view.staleIf(ForeignRoutes.isInteresting(route));
        if (!route.isOwn()) {
            troubles.somethingChanged();
        }
    }

    /** Of a link without routes none can be gone. Workloads' links come and go all the time, mostly after their routes. */
    private void linkChanged(int interfaceIndex, NetworkState.Effect effect) {
        boolean harmless =
                effect == NetworkState.Effect.ROUTES_MAY_BE_GONE && !destinations.anyMayGoWith(interfaceIndex);
        networkChanged(harmless ? NetworkState.Effect.VISIBLE : effect);
    }

    private void networkChanged(NetworkState.Effect effect) {
        if (effect == NetworkState.Effect.NONE) {
            return;
        }
        view.staleIf(true);
        troubles.somethingChanged();
        destinations.touch(troubles.hangingOnLinks());
        if (effect.compareTo(NetworkState.Effect.ROUTES_MAY_BE_GONE) >= 0) {
            long now = clock.nanoTime();
            schedule.requestAfterEvent(now);
            schedule.requestAt(now + FOLLOW_UP_NANOS);
        }
    }

    /** Some at a time, so that what is planned for many does not fill the memory, and is planned after what was heard meanwhile. */
    private void compare(KernelRouteTable table, List<Destination> compared) throws KernelException {
        for (int start = 0; start < compared.size(); start += CHUNK) {
            List<Destination> chunk = compared.subList(start, Math.min(compared.size(), start + CHUNK));
            write(table, plan(chunk));
            chunk.forEach(destinations::tidy);
            if (start + CHUNK < compared.size()) {
                handle(table.awaitEvents(0));
                publish();
            }
        }
    }

    /**
     * What is to be written.
     *
     * @param destinations whose route each operation is about
     */
    private record Plan(List<Destination> destinations, List<RouteOperation> operations) {}

    private Plan plan(List<Destination> compared) {
        Plan plan = new Plan(new ArrayList<>(compared.size()), new ArrayList<>(compared.size()));
        long now = clock.nanoTime();
        for (Destination destination : compared) {
            int first = plan.operations.size();
            planner.plan(destination, now, plan.operations);
            boolean loosely = plan.operations.size() > first && unmatched.take(destination.prefix(), schedule.scans());
            for (int i = first; i < plan.operations.size(); i++) {
                plan.destinations.add(destination);
                if (loosely) {
                    plan.operations.set(i, plan.operations.get(i).loosely());
                }
            }
        }
        return plan;
    }

    private void write(KernelRouteTable table, Plan plan) throws KernelException {
        List<OperationResult> results = table.apply(plan.operations);
        for (int i = 0; i < results.size(); i++) {
            account(plan.destinations.get(i), plan.operations.get(i), results.get(i));
        }
    }

    private void account(Destination destination, RouteOperation operation, OperationResult result) {
        asScanned = false;
        if (result.outcome() == OperationOutcome.MISSING) {
            unmatched.add(destination.prefix(), schedule.scans());
            foreignHops.denied(operation);
        }
        if (operation instanceof RouteOperation.Delete delete) {
            deleted(destination, delete, result);
        } else if (result.outcome() == OperationOutcome.APPLIED) {
            writes++;
            destination.applied(operation);
            planner.inPlace(destination);
        } else {
            failed(destination, operation, result);
        }
    }

    private void deleted(Destination destination, RouteOperation.Delete delete, OperationResult result) {
        if (result.outcome() == OperationOutcome.APPLIED) {
            writes++;
            destination.applied(delete);
            if (destination.hasOther(delete.route())) {
                schedule.requestAfterEvent(clock.nanoTime());
            }
        } else if (result.outcome() == OperationOutcome.MISSING) {
            destination.applied(delete);
            if (!delete.loose()) {
                // It is gone, or not what it looks like.
                schedule.requestAfterEvent(clock.nanoTime());
            }
        } else {
            log.about(RouteLog.Matter.STAYS, delete.route())
                    .addKeyValue("reason", result.reason())
                    .log("cannot delete {}: {}", delete.route(), result.reason());
        }
    }

    /** The table is not what we believed, or cannot take the route: look again the first time, wait the next time. */
    private void failed(Destination destination, RouteOperation operation, OperationResult result) {
        KernelRoute route = operation.route();
        boolean surprising = result.outcome() != OperationOutcome.REFUSED;
        String reason = surprising ? "the table has changed meanwhile: " + result.outcome() : result.reason();
        boolean first =
                troubles.failure(destination.prefix(), new RouteFailure(route, reason), clock.nanoTime(), surprising);
        if (first && surprising) {
            schedule.request();
            destinations.touch(destination);
        } else if (first) {
            log.about(RouteLog.Matter.REFUSED, route)
                    .addKeyValue("reason", reason)
                    .log("not written: {} – {}", route, reason);
        }
        if (operation instanceof RouteOperation.Replace) {
            schedule.request();
        }
    }

    /** Removes every route of ours. */
    public void flush(KernelRouteTable table) throws KernelException {
        scan(table, clock.nanoTime());
        List<Destination> own = destinations.own().toList();
        own.forEach(destination -> destinations.want(destination, null));
        adopted.sweep();
        compare(table, own);
        log.turnEnds();
        LOG.info("removed the routes of {} destinations on exit", own.size() - ownDestinations());
    }

    /** How many destinations have a route of ours, as far as is known. */
    long ownDestinations() {
        return destinations.own().count();
    }

    /** How long nothing needs to be done if nothing happens. */
    public long nanosUntilDue() {
        long now = clock.nanoTime();
        return !destinations.anyDirty() ? troubles.nanosUntilRetry(now, schedule.nanosUntilDue(now)) : 0;
    }

    /** What is wanted and what is there. */
    KernelDestination look(Prefix prefix) {
        return KernelDestination.of(prefix, destinations.find(prefix), adopted.has(prefix), troubles);
    }

    public KernelSyncStatus status() {
        return new KernelSyncStatus(
                destinations.wanted(),
                destinations.wantedIpv6(),
                destinations.installed(),
                adopted.size(),
                troubles.conflicts(),
                troubles.failures(),
                troubles.obstacles(),
                new KernelSyncStatus.Counters(
                        writes, repairs.count(), schedule.scans(), lostEvents, schedule.lastScanNanos()));
    }
}
