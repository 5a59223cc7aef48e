package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happened to the kernel: the view is that of somebody who looks for the first time, and what has changed is known. */
class KernelViewProperties {

    /** A link that is always there; the table has routes along no other. */
    private static final int ETH = 9;

    private static final List<Prefix> PREFIXES =
            List.of(Prefix.parse("10.1.0.0/16"), Prefix.parse("10.2.0.1/32"), Prefix.parse("fd01::/64"));
    private static final List<KernelAddress> ADDRESSES = List.of(
            new KernelAddress(2, IpAddress.parse("172.17.8.100"), Prefix.parse("172.17.8.0/24")),
            new KernelAddress(2, IpAddress.parse("fe80::1"), Prefix.parse("fe80::/64")),
            new KernelAddress(3, IpAddress.parse("172.17.8.99"), Prefix.parse("172.17.8.0/24")),
            new KernelAddress(3, IpAddress.parse("10.96.0.1"), Prefix.parse("10.96.0.1/32")));

    /** What somebody else does. */
    @FunctionalInterface
    private interface Step {
        void happen(FakeKernelRouteTable table);
    }

    /** The kernel takes routes along no link that is down, so it is up again before anybody can add one. */
    private static void flap(FakeKernelRouteTable table) {
        table.setLink(new KernelLink(ETH, "eth9", false));
        table.setLink(new KernelLink(ETH, "eth9", true));
    }

    private static KernelSynchronizer synchronizer(List<KernelView> told, ManualNanoClock clock) {
        return new KernelSynchronizer(KernelSyncSettings.DEFAULT, told::add, clock);
    }

    private static KernelView last(List<KernelView> told) {
        return told.get(told.size() - 1);
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<KernelRoute> routes = Combinators.combine(
                        Arbitraries.of(PREFIXES),
                        Arbitraries.of(0L, 512L, 1024L),
                        Arbitraries.of(2, 3, 80),
                        Arbitraries.of(true, false))
                .as((prefix, metric, protocol, blackhole) -> (blackhole
                                ? KernelRoute.blackhole(prefix)
                                : KernelRoute.unicast(prefix, List.of(KernelNextHop.device(ETH))))
                        .withMetric(metric)
                        .withProtocol(protocol));
        Arbitrary<KernelLink> links = Combinators.combine(
                        Arbitraries.of(2, 3),
                        Arbitraries.of("eth0", "cali1", "kube-ipvs0"),
                        Arbitraries.of(true, false))
                .as(KernelLink::new);
        return Arbitraries.oneOf(
                routes.map(route -> table -> table.replaceByHand(route)),
                routes.map(route -> table -> table.deleteByHand(route)),
                links.map(link -> table -> table.setLink(link)),
                Arbitraries.create(() -> KernelViewProperties::flap),
                Arbitraries.of(2, 3).map(index -> table -> table.removeLink(index)),
                Arbitraries.of(ADDRESSES).map(address -> table -> table.addAddress(address)),
                Arbitraries.of(ADDRESSES).map(address -> table -> table.removeAddress(address)),
                Arbitraries.create(() -> FakeKernelRouteTable::loseEvents));
    }

    @Property(tries = 1000)
    void theViewIsThatOfAFirstLook(@ForAll List<@From("steps") Step> history) throws KernelException {
        FakeKernelRouteTable table = new FakeKernelRouteTable();
        table.setLink(new KernelLink(ETH, "eth9", true));
        ManualNanoClock clock = new ManualNanoClock();
        List<KernelView> toldWarm = new ArrayList<>();
        KernelSynchronizer warm = synchronizer(toldWarm, clock);
        warm.turn(table);
        for (Step step : history) {
            step.happen(table);
            warm.turn(table);
        }
        // What happens again and again is looked at a little later.
        clock.advance(Duration.ofSeconds(1));
        warm.turn(table);
        List<KernelView> toldCold = new ArrayList<>();
        KernelSynchronizer cold = synchronizer(toldCold, clock);
        cold.turn(table);
        assertThat(last(toldWarm)).isEqualTo(last(toldCold));
        KernelView before = KernelView.EMPTY;
        for (KernelView now : toldWarm) {
            ViewChanges.check(before, now, List.of());
            before = now;
        }
    }
}
