package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows from links, addresses and next hop objects of which the kernel tells. */
class NetworkChangesTest extends KernelSynchronizerFixture {

    private static final int OTHER = 3;

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
        assertThat(view().resolve(own)).isInstanceOf(Reachability.Via.class);
        table.addAddress(address);
        turn();
        assertThat(view().resolve(own)).isEqualTo(local);
        assertThat(view().connected()).isEmpty();
        int told = views.size();
        synchronizer.exclude(InterfacePatterns.of("eth*"));
        turn();
        assertThat(views).hasSize(told + 1);
        assertThat(view().resolve(own)).isEqualTo(local);
        assertThat(view().connected()).containsValue(address);
        synchronizer.exclude(InterfacePatterns.of("dummy?"));
        turn();
        int scans = table.scans();
        table.removeAddress(address);
        turn();
        assertThat(table.scans()).isEqualTo(scans + 1);
        assertThat(view().resolve(own)).isInstanceOf(Reachability.Via.class);
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
        assertThat(view().resolve(gateway)).isEqualTo(new Reachability.Unreachable(Reachability.Reason.NO_ROUTE));
    }

    @Test
    void anIpv4LinkLocalAddressOfAnIgnoredInterfaceIsThisMachinesOwn() throws KernelException {
        IpAddress own = IpAddress.parse("169.254.1.1");
        KernelAddress address = new KernelAddress(10, own, Prefix.host(own));
        table.addByHand(KernelRoute.via(Prefix.parse("0.0.0.0/0"), IpAddress.parse("172.17.8.1"), ETH)
                .withProtocol(STATIC));
        table.setLink(new KernelLink(10, "cali10", true));
        table.addAddress(address);
        turn();
        assertThat(view().resolve(own)).isEqualTo(new Reachability.Unreachable(Reachability.Reason.LOCAL_ADDRESS));
        assertThat(view().connected()).isEmpty();
        int scans = table.scans();
        table.removeAddress(address);
        turn();
        assertThat(view().resolve(own)).isInstanceOf(Reachability.Via.class);
        assertThat(table.scans()).isEqualTo(scans + 1);
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

    private static KernelRoute over(int link, int number) {
        return KernelRoute.via(Prefix.parse("10.65." + number + ".0/24"), IpAddress.parse("172.17.8.101"), link);
    }

    private static KernelRoute[] over(int link) {
        return IntStream.range(0, 50).mapToObj(number -> over(link, number)).toArray(KernelRoute[]::new);
    }

    @Test
    void nothingIsWrittenOverALinkThatIsDownAndNothingCountsAsARepair() throws KernelException {
        table.setLink(new KernelLink(OTHER, "enp0s9", true));
        desire(over(ETH));
        table.takeWrites();
        table.setLink(new KernelLink(ETH, "enp0s8", false));
        turn();
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.takeWrites()).isEmpty();
        assertThat(synchronizer.status().failures())
                .hasSize(50)
                .contains(new RouteFailure(over(ETH, 0), "enp0s8 is down"));
        desire(over(OTHER));
        assertThat(table.takeWrites()).hasSize(50).hasOnlyElementsOfType(RouteOperation.Add.class);
        assertThat(synchronizer.status().failures()).isEmpty();
        assertThat(synchronizer.status().counters().repairs()).isZero();
    }

    @Test
    void ofSeveralNextHopsNoneMayBeOverALinkThatIsDown() throws KernelException {
        table.setLink(new KernelLink(OTHER, "enp0s9", false));
        KernelRoute both = KernelRoute.unicast(
                REMOTE, List.of(KernelNextHop.via(IpAddress.parse("172.17.8.101"), ETH), KernelNextHop.device(OTHER)));
        desire(both);
        assertThat(table.takeWrites()).isEmpty();
        table.setLink(new KernelLink(OTHER, "enp0s9", true));
        turn();
        assertThat(table.routes()).containsExactly(both);
    }

    @Test
    void whatWaitsForALinkIsWrittenAsSoonAsThatIsThere() throws KernelException {
        desire(over(OTHER, 1));
        assertThat(table.takeWrites()).isEmpty();
        assertThat(synchronizer.look(over(OTHER, 1).destination()).failure())
                .isEqualTo(new RouteFailure(over(OTHER, 1), "#3 is not there"));
        assertThat(synchronizer.status().obstacles().failures()).isEqualTo(1);
        table.setLink(new KernelLink(OTHER, "enp0s9", true));
        turn();
        assertThat(table.routes()).containsExactly(over(OTHER, 1));
        assertThat(synchronizer.status().failures()).isEmpty();
    }

    @Test
    void soItIsWhenOnlyTheNextReadingShowsTheLink() throws KernelException {
        desire(over(OTHER, 1));
        table.setDeaf(true);
        table.setLink(new KernelLink(OTHER, "enp0s9", true));
        turn();
        assertThat(table.takeWrites()).isEmpty();
        table.loseEvents();
        turn();
        assertThat(table.routes()).containsExactly(over(OTHER, 1));
    }

    @Test
    void whatWaitsForALinkIsForgottenWhenItIsNotWantedAnyMore() throws KernelException {
        desire(over(OTHER, 1));
        synchronizer.accept(List.of(new RouteChange.Withdraw(over(OTHER, 1).destination())));
        turn();
        assertThat(synchronizer.status().failures()).isEmpty();
        table.setLink(new KernelLink(OTHER, "enp0s9", true));
        turn();
        assertThat(table.takeWrites()).isEmpty();
    }

    @Test
    void aRouteOfAnotherOwnerInTheWayIsWhatCountsWhateverTheLinkIs() throws KernelException {
        KernelRoute owner = KernelRoute.blackhole(over(OTHER, 1).destination()).withProtocol(STATIC);
        desire(over(OTHER, 1));
        table.addByHand(owner);
        turn();
        assertThat(synchronizer.status().failures()).isEmpty();
        assertThat(synchronizer.status().conflicts()).hasSize(1);
        table.deleteByHand(owner);
        turn();
        assertThat(synchronizer.status().failures()).hasSize(1);
        assertThat(synchronizer.status().conflicts()).isEmpty();
    }
}
