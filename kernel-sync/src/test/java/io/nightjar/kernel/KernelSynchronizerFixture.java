package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.util.ArrayList;
import java.util.List;

/** A synchronizer at a table in memory with one link that is up, and a clock that stands still. */
abstract class KernelSynchronizerFixture {

    static final int STATIC = 4;
    static final int FELIX = 80;
    static final int ETH = 2;
    static final Prefix LOCAL = Prefix.parse("192.168.18.64/26");
    static final Prefix REMOTE = Prefix.parse("192.168.196.128/26");
    static final KernelRoute BLACKHOLE = KernelRoute.blackhole(LOCAL);
    static final KernelRoute UNICAST = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.101"), ETH);

    final FakeKernelRouteTable table = new FakeKernelRouteTable();
    final ManualNanoClock clock = new ManualNanoClock();
    final List<KernelView> views = new ArrayList<>();
    final KernelSynchronizer synchronizer = new KernelSynchronizer(KernelSyncSettings.DEFAULT, views::add, clock);

    KernelSynchronizerFixture() {
        table.setLink(new KernelLink(ETH, "enp0s8", true));
    }

    final void turn() throws KernelException {
        synchronizer.turn(table);
    }

    /** The view that was told last. */
    final KernelView view() {
        return views.get(views.size() - 1);
    }

    final void desire(KernelRoute... routes) throws KernelException {
        for (KernelRoute route : routes) {
            synchronizer.accept(List.of(new RouteChange.Install(route)));
        }
        turn();
    }
}
