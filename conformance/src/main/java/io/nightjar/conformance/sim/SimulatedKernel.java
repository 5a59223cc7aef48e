package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSnapshot;
import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine's routing table in memory: one network device in the network that all machines share, and of each destination one
 * route, which is all that a node of Calico has. It outlives the speaker, and ends with the machine.
 */
final class SimulatedKernel implements KernelRouteTable {

    static final int DEVICE = 2;

    private static final KernelLink LOOPBACK = new KernelLink(1, "lo", true);

    private static final KernelLink ETHERNET = new KernelLink(DEVICE, "eth0", true);

    private final List<KernelAddress> addresses;
    private final Watcher watcher;
    private final Numbering numbering;

    /** By the numbers of their destinations. */
    private @Nullable KernelRoute[] routes = {};

    private final List<KernelEvent> events = new ArrayList<>();
    private Runnable wakeUp = () -> {};
    private int size;
    private boolean byHand;

    /**
     * A kernel without routes.
     *
     * @param numbering that of all kernels of the cluster
     */
    SimulatedKernel(List<KernelAddress> addresses, Numbering numbering, Watcher watcher) {
        this.addresses = List.copyOf(addresses);
        this.numbering = numbering;
        this.watcher = watcher;
    }

    /** Hears of every change. */
    @FunctionalInterface
    interface Watcher {

        /** What is there for a destination has changed. */
        void changed(Prefix destination, @Nullable KernelRoute before, @Nullable KernelRoute now);
    }

    /** Who is told that there are events; the one before is not told any more. */
    void attach(Runnable told) {
        wakeUp = told;
        events.clear();
    }

    @Override
    public KernelSnapshot scan() {
        return new KernelSnapshot(List.of(LOOPBACK, ETHERNET), addresses, routes().toList());
    }

    @Override
    public List<OperationResult> apply(List<RouteOperation> operations) {
        List<OperationResult> results = new ArrayList<>(operations.size());
        for (RouteOperation operation : operations) {
            results.add(OperationResult.of(outcome(operation)));
        }
        return results;
    }

    private OperationOutcome outcome(RouteOperation operation) {
        int number = numbering.of(operation.route().destination());
        KernelRoute present = at(number);
        if (operation instanceof RouteOperation.Add) {
            if (present != null) {
                return OperationOutcome.EXISTS;
            }
            change(number, operation.route().destination(), operation.route());
            return OperationOutcome.APPLIED;
        }
        KernelRoute meant = operation instanceof RouteOperation.Replace replace ? replace.old() : operation.route();
        if (!meant.equals(present)) {
            return OperationOutcome.MISSING;
        }
        change(
                number,
                operation.route().destination(),
                operation instanceof RouteOperation.Replace ? operation.route() : null);
        return OperationOutcome.APPLIED;
    }

    private void change(int number, Prefix destination, @Nullable KernelRoute now) {
        if (number >= routes.length) {
            routes = Arrays.copyOf(routes, Math.max(numbering.size(), number + 1 + routes.length / 8));
        }
        KernelRoute before = routes[number];
        routes[number] = now;
        size += (now == null ? 0 : 1) - (before == null ? 0 : 1);
        watcher.changed(destination, before, now);
    }

    @Override
    public List<KernelEvent> awaitEvents(long timeoutMillis) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<KernelEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    @Override
    public void wakeUp() {
        wakeUp.run();
    }

    /** Nothing is held that could be let go. */
    @Override
    public void close() {
        events.clear();
    }

    /** Somebody deletes a route by hand; nothing happens if there is none. */
    void deleteByHand(Prefix destination) {
        KernelRoute present = at(destination);
        if (present != null) {
            byHand = true;
            change(numbering.of(destination), destination, null);
            byHand = false;
            events.add(new KernelEvent.RouteRemoved(present));
            wakeUp.run();
        }
    }

    /** Whether it is somebody's hand that changes something now. */
    boolean isByHand() {
        return byHand;
    }

    /** The machine goes down. */
    void lose() {
        routes().toList().forEach(route -> change(numbering.of(route.destination()), route.destination(), null));
        events.clear();
    }

    @Nullable
    KernelRoute at(Prefix destination) {
        return at(numbering.of(destination));
    }

    /** The route to the destination with this number. */
    @Nullable
    KernelRoute at(int number) {
        return number < routes.length ? routes[number] : null;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** All of them, in the order of their destinations' numbers. */
    Stream<KernelRoute> routes() {
        return Arrays.stream(routes).filter(Objects::nonNull);
    }
}
