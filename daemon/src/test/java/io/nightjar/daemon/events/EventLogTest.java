package io.nightjar.daemon.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.kernel.RouteConflict;
import io.nightjar.kernel.RouteFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final EventLog events = new EventLog(() -> Instant.parse("2026-01-01T12:00:00.123456Z"));

    private final EventWatch watch = new EventWatch(events);

    private List<EventKind> kinds() {
        return events.after(0).stream().map(Event::kind).toList();
    }

    @Test
    void theNewestComeFirstAndTheOldestMakeRoom() {
        IntStream.rangeClosed(1, EventLog.CAPACITY + 5)
                .forEach(number -> events.add(EventKind.SESSION_UP, "peer-" + number, "up"));

        assertThat(events.after(0)).hasSize(EventLog.CAPACITY);
        assertThat(events.after(0).get(0))
                .isEqualTo(new Event(
                        EventLog.CAPACITY + 5,
                        "2026-01-01T12:00:00.123Z",
                        EventKind.SESSION_UP,
                        "peer-" + (EventLog.CAPACITY + 5),
                        "up"));
        assertThat(events.after(0).get(EventLog.CAPACITY - 1).id()).isEqualTo(6);
        assertThat(events.after(EventLog.CAPACITY + 3)).hasSize(2);
    }

    @Test
    void aPeerCannotFillTheMemoryWithWords() {
        events.add(EventKind.SESSION_DOWN, "peer", "x".repeat(100_000));

        assertThat(events.after(0).get(0).text()).hasSizeLessThan(1000).endsWith("x…");
    }

    @Test
    void kindsHaveLabels() {
        assertThat(EventKind.of("kernel-conflict")).isEqualTo(EventKind.KERNEL_CONFLICT);
        assertThatThrownBy(() -> EventKind.of("KERNEL_CONFLICT"))
                .hasMessage("there are no events of the kind 'KERNEL_CONFLICT'");
    }

    @Test
    void theOriginIsToldWhenItChangesItsMind() {
        watch.source(false, "datastore x: disconnected");
        watch.source(false, "datastore x: disconnected");
        watch.source(true, "datastore x: connected");
        watch.source(true, "datastore x: connected");

        assertThat(kinds()).containsExactly(EventKind.SOURCE_CONNECTED, EventKind.SOURCE_DISCONNECTED);
    }

    @Test
    void whatIsSetAsideIsToldOnce() {
        EventWatch.Aside one = new EventWatch.Aside("/a", "not JSON");
        EventWatch.Aside two = new EventWatch.Aside("/b", "not JSON");
        watch.aside(List.of(one));
        watch.aside(List.of(one, two));
        watch.aside(List.of(two));
        watch.aside(List.of(one, two));

        assertThat(events.after(0)).extracting(Event::subject).containsExactly("/a", "/b", "/a");
    }

    private static KernelRoute route(int number) {
        return KernelRoute.blackhole(Prefix.parse("10." + number + ".0.0/16"));
    }

    private static KernelSyncStatus kernel(
            long repairs, long lost, List<RouteConflict> conflicts, List<RouteFailure> failures) {
        return new KernelSyncStatus(
                0,
                0,
                0,
                0,
                conflicts,
                failures,
                new KernelSyncStatus.Obstacles(Map.of(), failures.size()),
                new KernelSyncStatus.Counters(0, repairs, 0, lost, 0));
    }

    @Test
    void whatHappensToTheKernelIsToldWhenItIsNew() {
        RouteConflict conflict = new RouteConflict(route(1), route(1), "");
        RouteFailure failure = new RouteFailure(route(2), "Invalid argument");
        watch.kernel(kernel(0, 0, List.of(conflict), List.of()));
        watch.kernel(kernel(2, 0, List.of(conflict), List.of(failure)));
        watch.kernel(kernel(2, 1, List.of(conflict), List.of(failure)));
        watch.kernel(kernel(2, 1, List.of(), List.of()));

        assertThat(events.after(0))
                .extracting(Event::kind, Event::subject)
                .containsExactly(
                        tuple(EventKind.KERNEL_REREAD, ""),
                        tuple(EventKind.KERNEL_REFUSED, "10.2.0.0/16"),
                        tuple(EventKind.KERNEL_REPAIRED, ""),
                        tuple(EventKind.KERNEL_CONFLICT, "10.1.0.0/16"));
        assertThat(events.after(0).get(2).text()).startsWith("2 routes had vanished");
    }

    @Test
    void ofManyConflictsTheFirstAreNamed() {
        List<RouteConflict> conflicts = IntStream.range(0, 100)
                .mapToObj(number -> new RouteConflict(route(number), route(number), ""))
                .toList();
        watch.kernel(kernel(0, 0, conflicts, List.of()));

        assertThat(events.after(0)).hasSize(11);
        assertThat(events.after(0).get(0).text()).isEqualTo("and 90 more");
    }
}
