package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import io.nightjar.kernel.testing.ObservedRouteTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has happened to the network is told before routes are written that may be outdated by it, however many these are. */
class ViewBeforeWritesTest {

    private static final KernelLink LINK = new KernelLink(2, "enp0s8", true);

    private final FakeKernelRouteTable table = new FakeKernelRouteTable();
    private final List<String> order = new ArrayList<>();
    private final KernelSynchronizer synchronizer = new KernelSynchronizer(
            KernelSyncSettings.DEFAULT,
            view -> order.add("told of " + view.links().size() + " links"),
            new ManualNanoClock());

    /** When it has been written to, a link appears. */
    private final KernelRouteTable watched = new ObservedRouteTable(table, results -> {
        order.add("written");
        table.setLink(LINK);
    });

    private void desire(int routes) {
        for (int i = 0; i < routes; i++) {
            Prefix prefix = Prefix.parse("100.64." + i / 256 + "." + i % 256 + "/32");
            synchronizer.accept(List.of(new RouteChange.Install(KernelRoute.blackhole(prefix))));
        }
    }

    @Test
    void theFirstViewIsToldBeforeTheFirstRouteIsWritten() throws KernelException {
        desire(1);
        synchronizer.turn(watched);
        assertThat(order).startsWith("told of 0 links", "written");
    }

    @Test
    void ofManyRoutesTheNextOnesAreWrittenWhenTheViewHasBeenTold() throws KernelException {
        desire(3000);
        synchronizer.turn(watched);
        assertThat(order).startsWith("told of 0 links", "written", "told of 1 links", "written", "written");
        assertThat(table.routes()).hasSize(3000);
    }
}
