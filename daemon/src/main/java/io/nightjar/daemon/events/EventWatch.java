package io.nightjar.daemon.events;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.kernel.RouteConflict;
import io.nightjar.kernel.RouteFailure;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes events of what is different since it was last looked at. Used by one thread. */
public final class EventWatch {

    /** So many conflicts and refusals are told at once; of the others only how many there are. */
    private static final int TOLD = 10;

    private final EventLog events;

    private KernelSyncStatus kernel = KernelSyncStatus.INITIAL;

    private boolean connected;

    private boolean looked;

    private Set<Aside> aside = Set.of();

    public EventWatch(EventLog events) {
        this.events = events;
    }

    /**
     * Something of the configuration that is not used as it stands.
     *
     * @param key of the object
     * @param reason for people
     */
    public record Aside(String key, String reason) {}

    /**
     * The origin of the configuration is like this now.
     *
     * @param arrives whether changes arrive
     * @param state in words
     */
    public void source(boolean arrives, String state) {
        if (arrives != connected || !looked) {
            events.add(arrives ? EventKind.SOURCE_CONNECTED : EventKind.SOURCE_DISCONNECTED, "", state);
        }
        connected = arrives;
        looked = true;
    }

    /** This is set aside now. */
    public void aside(List<Aside> now) {
        List<Aside> added = now.stream().filter(one -> !aside.contains(one)).toList();
        tell(EventKind.SET_ASIDE, added, (kind, one) -> events.add(kind, one.key(), one.reason()));
        aside = Set.copyOf(now);
    }

    /** The kernel's routes are like this now. */
    public void kernel(KernelSyncStatus now) {
        long repaired = now.counters().repairs() - kernel.counters().repairs();
        if (repaired > 0) {
            events.add(
                    EventKind.KERNEL_REPAIRED,
                    "",
                    repaired == 1
                            ? "a route had vanished or changed without our doing, and was written again"
                            : repaired + " routes had vanished or changed without our doing, and were written again");
        }
        if (now.counters().lostEvents() > kernel.counters().lostEvents()) {
            events.add(EventKind.KERNEL_REREAD, "", "the kernel has dropped notifications: everything is read again");
        }
        Set<Prefix> conflicts = destinations(kernel.conflicts(), RouteConflict::desired);
        tell(
                EventKind.KERNEL_CONFLICT,
                now.conflicts().stream()
                        .filter(one -> !conflicts.contains(one.desired().destination()))
                        .toList(),
                (kind, one) -> events.add(
                        kind,
                        one.desired().destination().toString(),
                        "somebody else's route is there: " + one.owner()));
        Set<Prefix> failures = destinations(kernel.failures(), RouteFailure::desired);
        tell(
                EventKind.KERNEL_REFUSED,
                now.failures().stream()
                        .filter(one -> !failures.contains(one.desired().destination()))
                        .toList(),
                (kind, one) -> events.add(kind, one.desired().destination().toString(), one.reason()));
        kernel = now;
    }

    private static <T> Set<Prefix> destinations(List<T> found, Function<T, KernelRoute> route) {
        return found.stream().map(one -> route.apply(one).destination()).collect(Collectors.toSet());
    }

    private <T> void tell(EventKind kind, List<T> found, BiConsumer<EventKind, T> one) {
        found.stream().limit(TOLD).forEach(each -> one.accept(kind, each));
        if (found.size() > TOLD) {
            events.add(kind, "", "and " + (found.size() - TOLD) + " more");
        }
    }
}
