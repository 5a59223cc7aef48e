package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from links, addresses and next hop objects of which the kernel tells. */
class NetworkChangesTest {

    private static final int STATIC = 4;
    private static final int ETH = 2;
    private static final KernelRoute UNICAST =
            KernelRoute.via(Prefix.parse("192.168.196.128/26"), IpAddress.parse("172.17.8.101"), ETH);

    private final FakeKernelRouteTable table = new FakeKernelRouteTable();
    private final ManualNanoClock clock = new ManualNanoClock();
    private final List<KernelView> views = new ArrayList<>();
    private final KernelSynchronizer synchronizer =
            new KernelSynchronizer(KernelSyncSettings.DEFAULT, views::add, clock);

    NetworkChangesTest() {
        table.setLink(new KernelLink(ETH, "enp0s8", true));
    }

    private void turn() throws KernelException {
        synchronizer.turn(table);
    }

    private void desire(KernelRoute route) throws KernelException {
        synchronizer.accept(List.of(new RouteChange.Install(route)));
        turn();
    }

    @Test
    void ownAddressesOfIgnoredInterfacesStayOurOwn() throws KernelException {
        IpAddress own = IpAddress.parse("10.0.0.1");
        KernelAddress address = new KernelAddress(7, own, Prefix.parse("10.0.0.0/24"));
        Reachability local = new Reachability.Unreachable(Reachability.Reason.LOCAL_ADDRESS);
        table.addByHand(KernelRoute.via(Prefix.parse("0.0.0.0/0"), IpAddress.parse("172.17.8.1"), ETH)
                .withProtocol(STATIC));
        table.setLink(new KernelLink(7, "dummy0", true));
        synchronizer.exclude(InterfacePatterns.of("dummy0"));
        turn();
        assertThat(synchronizer.view().resolve(own)).isInstanceOf(Reachability.Via.class);
        table.addAddress(address);
        turn();
        assertThat(synchronizer.view().resolve(own)).isEqualTo(local);
        assertThat(synchronizer.view().connected()).isEmpty();
        int told = views.size();
        synchronizer.exclude(InterfacePatterns.of("eth*"));
        turn();
        assertThat(views).hasSize(told + 1);
        assertThat(synchronizer.view().resolve(own)).isEqualTo(local);
        assertThat(synchronizer.view().connected()).containsValue(address);
        synchronizer.exclude(InterfacePatterns.of("dummy?"));
        turn();
        int scans = table.scans();
        table.removeAddress(address);
        turn();
        assertThat(table.scans()).isEqualTo(scans + 1);
        assertThat(synchronizer.view().resolve(own)).isInstanceOf(Reachability.Via.class);
    }

    @Test
    void whatEachWorkloadsInterfaceHasIsNoNews() throws KernelException {
        for (int i = 10; i < 20; i++) {
            table.setLink(new KernelLink(i, "cali" + i, true));
        }
        turn();
        int told = views.size();
        IpAddress gateway = IpAddress.parse("fe80::ecee:eeff:feee:eeee");
        for (int i = 10; i < 20; i++) {
            table.addAddress(new KernelAddress(i, gateway, Prefix.parse("fe80::/64")));
            turn();
        }
        assertThat(views).hasSize(told);
        assertThat(synchronizer.view().resolve(gateway))
                .isEqualTo(new Reachability.Unreachable(Reachability.Reason.NO_ROUTE));
    }

    @Test
    void whereNextHopObjectsChangeTheTableIsReadAgainTwiceHoweverMany() throws KernelException {
        KernelRoute foreign = UNICAST.withProtocol(STATIC);
        table.addByHand(foreign);
        desire(UNICAST);
        int scans = table.scans();
        table.setDeaf(true);
        table.deleteByHand(foreign);
        for (int i = 0; i < 10; i++) {
            synchronizer.handle(List.of(new KernelEvent.NextHopObjectChanged()));
        }
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(table.scans()).isEqualTo(scans + 1);
        clock.advance(Duration.ofMillis(250));
        turn();
        turn();
        assertThat(table.scans()).isEqualTo(scans + 2);
    }

    @Test
    void whatIsInTheWayIsNamedByItsLinksNewName() throws KernelException {
        table.addByHand(UNICAST.withProtocol(STATIC));
        desire(UNICAST);
        assertThat(synchronizer.status().conflicts())
                .extracting(RouteConflict::ownerInterface)
                .containsExactly("enp0s8");
        clock.advance(KernelSyncSettings.DEFAULT.auditInterval());
        turn();
        table.setLink(new KernelLink(ETH, "lan0", true));
        turn();
        assertThat(synchronizer.status().conflicts())
                .extracting(RouteConflict::ownerInterface)
                .containsExactly("lan0");
    }
}
