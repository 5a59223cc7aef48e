package io.nightjar.kernel.testing;

import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSnapshot;
import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A routing table in memory that behaves as the kernel's does towards us: exclusive keys, no deletion of others' routes,
 * routes that silently vanish with their link, notifications of what others do and none of what we do. Any thread.
 */
public final class FakeKernelRouteTable implements KernelRouteTable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Integer, KernelLink> links = new LinkedHashMap<>();
    private final List<KernelAddress> addresses = new ArrayList<>();
    private final List<KernelRoute> routes = new ArrayList<>();
    private final List<RouteOperation> writes = new ArrayList<>();
    private final List<KernelEvent> events = new ArrayList<>();
    private final Map<KernelRoute, String> refusals = new LinkedHashMap<>();
    private final Set<KernelRoute> disguised = new HashSet<>();
    private @Nullable List<KernelRoute> shown;
    private @Nullable String broken;
    private boolean woken;
    private boolean deaf;
    private boolean closed;
    private int scans;

    @Override
    public KernelSnapshot scan() throws KernelException {
        lock.lock();
        try {
            failIfBroken();
            scans++;
            shown = List.copyOf(routes);
            return new KernelSnapshot(List.copyOf(links.values()), addresses, shown);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public KernelSnapshot scanAgain() throws KernelException {
        lock.lock();
        try {
            boolean same = routes.equals(shown);
            KernelSnapshot snapshot = scan();
            return same ? new KernelSnapshot(snapshot.links(), snapshot.addresses(), null) : snapshot;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<OperationResult> apply(List<RouteOperation> operations) throws KernelException {
        lock.lock();
        try {
            failIfBroken();
            writes.addAll(operations);
            return operations.stream().map(this::apply).toList();
        } finally {
            lock.unlock();
        }
    }

    private OperationResult apply(RouteOperation operation) {
        String refusal = operation instanceof RouteOperation.Delete ? null : refusal(operation.route());
        if (refusal != null) {
            return OperationResult.refused(refusal);
        }
        return OperationResult.of(outcome(operation));
    }

    private OperationOutcome outcome(RouteOperation operation) {
        if (operation instanceof RouteOperation.Delete delete) {
            int position = position(delete.route(), delete.loose());
            if (position < 0) {
                return OperationOutcome.MISSING;
            }
            routes.remove(position);
            return OperationOutcome.APPLIED;
        }
        if (operation instanceof RouteOperation.Replace replace) {
            int position = position(replace.old(), replace.loose());
            if (position < 0) {
                return OperationOutcome.MISSING;
            }
            if (!replace.old().sameKey(replace.route()) && routes.stream().anyMatch(replace.route()::sameKey)) {
                return OperationOutcome.EXISTS;
            }
            routes.set(position, replace.route());
            return OperationOutcome.APPLIED;
        }
        if (routes.stream().anyMatch(operation.route()::sameKey)) {
            return OperationOutcome.EXISTS;
        }
        routes.add(operation.route());
        return OperationOutcome.APPLIED;
    }

    /** Where the route that is meant stands; negative if the table knows none. */
    private int position(KernelRoute meant, boolean loose) {
        for (int i = 0; i < routes.size(); i++) {
            KernelRoute route = routes.get(i);
            boolean alike = route.isOwn() && route.sameKey(meant) && route.type() == meant.type();
            if (loose ? alike : route.equals(meant) && !disguised.contains(route)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable String refusal(KernelRoute route) {
        boolean linkDown = route.nextHops().stream()
                .map(hop -> links.get(hop.interfaceIndex()))
                .anyMatch(link -> link == null || !link.up());
        return linkDown ? "ENETUNREACH" : refusals.get(route);
    }

    @Override
    public List<KernelEvent> awaitEvents(long timeoutMillis) throws KernelException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (timeoutMillis > 0 && nanos > 0 && !woken && events.isEmpty() && broken == null) {
                nanos = changed.awaitNanos(nanos);
            }
            failIfBroken();
            if (timeoutMillis > 0) {
                woken = false;
            }
            List<KernelEvent> happened = List.copyOf(events);
            events.clear();
            return happened;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private void failIfBroken() throws KernelException {
        if (broken != null) {
            throw new KernelException(broken);
        }
    }

    @Override
    public void wakeUp() {
        exclusively(() -> woken = true);
    }

    @Override
    public void close() {
        exclusively(() -> closed = true);
    }

    private void exclusively(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tell(KernelEvent event) {
        if (!deaf) {
            events.add(event);
        }
    }

    /** Somebody creates a link or sets it up or down; a link that goes down takes its routes with it in silence. */
    public void setLink(KernelLink link) {
        exclusively(() -> {
            links.put(link.index(), link);
            tell(new KernelEvent.LinkChanged(link));
            if (!link.up()) {
                routes.removeIf(
                        route -> route.nextHops().stream().anyMatch(hop -> hop.interfaceIndex() == link.index()));
            }
        });
    }

    /** Somebody deletes a link. */
    public void removeLink(int index) {
        exclusively(() -> {
            links.remove(index);
            addresses.removeIf(address -> address.interfaceIndex() == index);
            routes.removeIf(route -> route.nextHops().stream().anyMatch(hop -> hop.interfaceIndex() == index));
            tell(new KernelEvent.LinkRemoved(index));
        });
    }

    /** Somebody gives a link an address. */
    public void addAddress(KernelAddress address) {
        exclusively(() -> {
            addresses.add(address);
            tell(new KernelEvent.AddressAdded(address));
        });
    }

    /** Somebody takes an address away. */
    public void removeAddress(KernelAddress address) {
        exclusively(() -> {
            addresses.remove(address);
            tell(new KernelEvent.AddressRemoved(address));
        });
    }

    /** Somebody adds a route, behind others with the same key. */
    public void addByHand(KernelRoute route) {
        exclusively(() -> {
            routes.add(route);
            tell(new KernelEvent.RouteAdded(route, KernelEvent.Place.BEHIND));
        });
    }

    /** Somebody adds a route in our name that the kernel shows, but does not know by what it shows. */
    public void addDisguisedByHand(KernelRoute route) {
        exclusively(() -> disguised.add(route));
        addByHand(route);
    }

    /** Somebody adds a route, before others with the same key. */
    public void prependByHand(KernelRoute route) {
        exclusively(() -> {
            routes.add(firstLike(route), route);
            tell(new KernelEvent.RouteAdded(route, KernelEvent.Place.IN_FRONT));
        });
    }

    /** Where the first route with the same key stands, or the next one would. */
    private int firstLike(KernelRoute route) {
        int first = 0;
        while (first < routes.size() && !routes.get(first).sameKey(route)) {
            first++;
        }
        return first;
    }

    /** Somebody puts a route in the place of the first one with the same key. */
    public void replaceByHand(KernelRoute route) {
        exclusively(() -> {
            int first = firstLike(route);
            if (first < routes.size()) {
                routes.set(first, route);
            } else {
                routes.add(route);
            }
            tell(new KernelEvent.RouteAdded(route, KernelEvent.Place.INSTEAD));
        });
    }

    /** Somebody deletes a route. */
    public void deleteByHand(KernelRoute route) {
        exclusively(() -> {
            routes.remove(route);
            tell(new KernelEvent.RouteRemoved(route));
        });
    }

    /** Whether notifications fail to arrive from now on. */
    public void setDeaf(boolean newDeaf) {
        exclusively(() -> deaf = newDeaf);
    }

    /** The kernel tells that it has lost notifications. */
    public void loseEvents() {
        exclusively(() -> events.add(new KernelEvent.EventsLost("ENOBUFS")));
    }

    /** The kernel refuses this route from now on. */
    public void refuse(KernelRoute route, String reason) {
        exclusively(() -> refusals.put(route, reason));
    }

    /** The kernel takes everything again. */
    public void refuseNothing() {
        exclusively(refusals::clear);
    }

    /** Every call fails from now on with this message; null mends it. */
    public void breakDown(@Nullable String message) {
        exclusively(() -> broken = message);
    }

    /** What is in the table. */
    public List<KernelRoute> routes() {
        lock.lock();
        try {
            return List.copyOf(routes);
        } finally {
            lock.unlock();
        }
    }

    /** The operations since the last call, successful or not. */
    public List<RouteOperation> takeWrites() {
        lock.lock();
        try {
            List<RouteOperation> taken = List.copyOf(writes);
            writes.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    public int scans() {
        lock.lock();
        try {
            return scans;
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
