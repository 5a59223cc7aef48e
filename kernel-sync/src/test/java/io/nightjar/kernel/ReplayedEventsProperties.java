package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever others do between the last look at the events and a scan, which tells of it all: what is believed is what is there. */
class ReplayedEventsProperties {

    private static final Prefix PREFIX = Prefix.parse("192.0.2.0/24");

    private static final List<Long> METRICS = List.of(0L, 9L);

    private enum Deed {
        APPEND,
        PREPEND,
        REPLACE,
        DELETE
    }

    /** Something that somebody else does to a route; the kernel has no route twice. */
    private record Step(Deed deed, KernelRoute route) {

        void happen(FakeKernelRouteTable table) {
            boolean there = table.routes().contains(route);
            if (there != (deed == Deed.DELETE)) {
                return;
            }
            switch (deed) {
                case APPEND -> table.addByHand(route);
                case PREPEND -> table.prependByHand(route);
                case REPLACE -> table.replaceByHand(route);
                case DELETE -> table.deleteByHand(route);
            }
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<KernelRoute> routes = Combinators.combine(Arbitraries.of(80, 81, 82), Arbitraries.of(METRICS))
                .as((protocol, metric) ->
                        KernelRoute.blackhole(PREFIX).withProtocol(protocol).withMetric(metric));
        return Combinators.combine(Arbitraries.of(Deed.class), routes).as(Step::new);
    }

    private static List<KernelRoute> withMetric(long metric, List<KernelRoute> routes) {
        return routes.stream().filter(route -> route.metric() == metric).toList();
    }

    @Property(tries = 2000)
    void whatIsBelievedIsWhatIsThere(@ForAll List<@From("steps") Step> before, @ForAll List<@From("steps") Step> missed)
            throws KernelException {
        FakeKernelRouteTable table = new FakeKernelRouteTable();
        ManualNanoClock clock = new ManualNanoClock();
        KernelSynchronizer synchronizer = new KernelSynchronizer(KernelSyncSettings.DEFAULT, view -> {}, clock);
        synchronizer.turn(table);
        before.forEach(step -> step.happen(table));
        synchronizer.turn(table);
        missed.forEach(step -> step.happen(table));
        synchronizer.requestScan();
        synchronizer.turn(table);
        // What happens again and again is looked at a little later.
        clock.advance(Duration.ofSeconds(1));
        synchronizer.turn(table);
        for (long metric : METRICS) {
            assertThat(withMetric(metric, synchronizer.look(PREFIX).present()))
                    .isEqualTo(withMetric(metric, table.routes()));
        }
    }
}
