package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSynchronizerTest extends KernelSynchronizerFixture {

    private static final Prefix REMOTE6 = Prefix.parse("fd80:24e2::/122");
    private static final KernelRoute UNICAST6 = KernelRoute.via(REMOTE6, IpAddress.parse("fd17::101"), ETH);

    private void withdraw(Prefix prefix) throws KernelException {
        synchronizer.accept(List.of(new RouteChange.Withdraw(prefix)));
        turn();
    }

    @Test
    void desiredRoutesAreWrittenOnceAndWithdrawnOnesDeleted() throws KernelException {
        desire(BLACKHOLE, UNICAST, UNICAST6);
        assertThat(table.routes()).containsExactlyInAnyOrder(BLACKHOLE, UNICAST, UNICAST6);
        turn();
        desire(BLACKHOLE, UNICAST, UNICAST6);
        assertThat(table.takeWrites()).hasSize(3);
        withdraw(REMOTE);
        assertThat(table.routes()).containsExactlyInAnyOrder(BLACKHOLE, UNICAST6);
        assertThat(synchronizer.status().counters().writes()).isEqualTo(4);
        assertThat(synchronizer.status().installed()).isEqualTo(2);
    }

    @Test
    void routesThatAreFoundAndDesiredAreNotWrittenAgain() throws KernelException {
        table.addByHand(BLACKHOLE);
        table.addByHand(UNICAST);
        turn();
        assertThat(synchronizer.status().stale()).isEqualTo(2);
        desire(BLACKHOLE, UNICAST);
        synchronizer.sweep();
        turn();
        assertThat(table.takeWrites()).isEmpty();
        assertThat(synchronizer.status().installed()).isEqualTo(2);
        assertThat(synchronizer.status().stale()).isZero();
    }

    @Test
    void afterTheSweepARouteInOurNameThatNobodyWantsGoesAtOnce() throws KernelException {
        turn();
        synchronizer.sweep();
        table.addByHand(UNICAST);
        turn();
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void aLeftOverWithAnotherMetricGivesWayToTheDesiredRoute() throws KernelException {
        table.addByHand(UNICAST);
        desire(UNICAST.withMetric(1024));
        assertThat(table.routes()).containsExactly(UNICAST.withMetric(1024));
    }

    @Test
    void aRouteDeletedByHandIsBackInTheNextTurnWithoutAScan() throws KernelException {
        desire(UNICAST);
        table.deleteByHand(UNICAST);
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(synchronizer.status().counters().repairs()).isEqualTo(1);
        assertThat(table.scans()).isEqualTo(1);
    }

    @Test
    void linksThatComeAndGoHaveTheTableReadNowAndThenIfThereAreRoutes() throws KernelException {
        desire(BLACKHOLE);
        int scans = table.scans();
        for (int i = 0; i < 100; i++) {
            workloadComes(i);
            workloadGoes(i);
        }
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.scans()).isEqualTo(scans);
        for (int i = 0; i < 100; i++) {
            workloadComes(i);
            table.addByHand(
                    KernelRoute.unicast(Prefix.parse("192.168.18." + i + "/32"), List.of(KernelNextHop.device(100 + i)))
                            .withProtocol(FELIX));
            turn();
            workloadGoes(i);
        }
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.scans() - scans).isBetween(10, 25);
    }

    private void workloadComes(int number) throws KernelException {
        table.setLink(new KernelLink(100 + number, "cali" + number, true));
        table.addAddress(linkLocal(number));
        turn();
    }

    private static KernelAddress linkLocal(int number) {
        return new KernelAddress(100 + number, IpAddress.parse("fe80::ecee"), Prefix.parse("fe80::/64"));
    }

    private void workloadGoes(int number) throws KernelException {
        table.removeAddress(linkLocal(number));
        table.removeLink(100 + number);
        turn();
        clock.advance(Duration.ofMillis(10));
    }

    @Test
    void anUnexpectedEndOfOneOfOursHasTheTableRead() throws KernelException {
        desire(UNICAST);
        int scans = table.scans();
        synchronizer.handle(List.of(new KernelEvent.RouteRemoved(UNICAST.withMetric(7))));
        turn();
        assertThat(table.scans()).isEqualTo(scans + 1);
    }

    @Test
    void aReplacedRouteThatIsNotThereAnyMoreIsLookedForAndAdded() throws KernelException {
        desire(UNICAST);
        table.setDeaf(true);
        table.deleteByHand(UNICAST);
        KernelRoute other = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.102"), ETH);
        desire(other);
        assertThat(table.routes()).containsExactly(other);
    }

    @Test
    void aDeletedRouteThatIsNotThereAnyMoreIsNoTrouble() throws KernelException {
        desire(UNICAST);
        table.setDeaf(true);
        table.deleteByHand(UNICAST);
        withdraw(REMOTE);
        assertThat(synchronizer.status().failures()).isEmpty();
        assertThat(synchronizer.status().installed()).isZero();
    }

    @Test
    void routesOverALinkThatWentDownComeBackWithIt() throws KernelException {
        desire(UNICAST, BLACKHOLE);
        table.setLink(new KernelLink(ETH, "enp0s8", false));
        turn();
        assertThat(table.routes()).containsExactly(BLACKHOLE);
        assertThat(synchronizer.status().failures()).hasSize(1);
        table.setLink(new KernelLink(ETH, "enp0s8", true));
        turn();
        assertThat(table.routes()).contains(UNICAST);
        assertThat(synchronizer.status().failures()).isEmpty();
    }

    @Test
    void theTableIsReadOnceMoreSomeTimeAfterALinkWentDown() throws KernelException {
        desire(UNICAST);
        table.setLink(new KernelLink(ETH, "enp0s8", false));
        turn();
        int scans = table.scans();
        assertThat(synchronizer.nanosUntilDue()).isPositive().isLessThan(1_000_000_000L);
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.scans()).isEqualTo(scans + 1);
    }

    @Test
    void lostNotificationsMakeItLookForItself() throws KernelException {
        desire(UNICAST);
        table.setDeaf(true);
        table.deleteByHand(UNICAST);
        table.loseEvents();
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(synchronizer.status().counters().lostEvents()).isEqualTo(1);
    }

    @Test
    void theAuditFindsWhatNobodyTold() throws KernelException {
        desire(UNICAST);
        table.setDeaf(true);
        table.deleteByHand(UNICAST);
        clock.advance(Duration.ofSeconds(59));
        turn();
        assertThat(table.routes()).isEmpty();
        assertThat(synchronizer.nanosUntilDue()).isEqualTo(Duration.ofSeconds(1).toNanos());
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(synchronizer.status().counters().repairs()).isEqualTo(1);
    }

    @Test
    void changesOfIpv6MultipathByOthersAreReadAgain() throws KernelException {
        desire(UNICAST6);
        int scans = table.scans();
        synchronizer.handle(List.of(new KernelEvent.RouteAdded(
                KernelRoute.via(REMOTE6, IpAddress.parse("fd17::9"), ETH).withProtocol(STATIC),
                KernelEvent.Place.BEHIND)));
        turn();
        assertThat(table.scans()).isEqualTo(scans + 1);
        synchronizer.handle(
                List.of(new KernelEvent.RouteRemoved(KernelRoute.via(REMOTE6, IpAddress.parse("fd17::9"), ETH))));
        turn();
        assertThat(table.scans()).isEqualTo(scans + 1);
        clock.advance(Duration.ofMillis(50));
        turn();
        assertThat(table.scans()).isEqualTo(scans + 2);
        assertThat(table.routes()).containsExactly(UNICAST6);
    }

    @Test
    void manyRoutesAreWrittenInPortions() throws KernelException {
        for (int i = 0; i < 3000; i++) {
            synchronizer.accept(List.of(
                    new RouteChange.Install(KernelRoute.blackhole(Prefix.parse("100.64." + i / 256 + "." + i % 256)))));
        }
        turn();
        assertThat(table.routes()).hasSize(3000);
        assertThat(synchronizer.status().installed()).isEqualTo(3000);
    }

    @Test
    void flushRemovesWhatIsOursAndNothingElse() throws KernelException {
        KernelRoute foreign =
                KernelRoute.blackhole(Prefix.parse("192.0.2.0/24")).withProtocol(STATIC);
        table.addByHand(foreign);
        table.addByHand(UNICAST6);
        desire(UNICAST, BLACKHOLE);
        synchronizer.flush(table);
        assertThat(table.routes()).containsExactly(foreign);
    }

    @Test
    void theViewIsToldFirstAndThenOnlyWhenItDiffers() throws KernelException {
        KernelAddress address = new KernelAddress(ETH, IpAddress.parse("172.17.8.100"), Prefix.parse("172.17.8.0/24"));
        turn();
        assertThat(views).hasSize(1);
        desire(UNICAST, BLACKHOLE);
        turn();
        assertThat(views).hasSize(1);
        table.addAddress(address);
        turn();
        assertThat(views).hasSize(2);
        assertThat(view().addresses()).containsExactly(address);
        table.addByHand(KernelRoute.blackhole(Prefix.parse("192.0.2.0/24")).withProtocol(STATIC));
        table.addByHand(KernelRoute.blackhole(Prefix.parse("192.0.3.0/24")).withProtocol(2));
        table.addByHand(KernelRoute.blackhole(Prefix.parse("224.0.0.0/8")).withProtocol(STATIC));
        table.addByHand(KernelRoute.blackhole(Prefix.parse("127.5.0.0/16")).withProtocol(STATIC));
        table.addByHand(KernelRoute.blackhole(Prefix.parse("fe80:1::/64")).withProtocol(STATIC));
        turn();
        assertThat(views).hasSize(3);
        assertThat(view().foreignRoutes()).containsOnlyKeys(Prefix.parse("192.0.2.0/24"));
        table.removeAddress(address);
        turn();
        assertThat(views).hasSize(4);
        table.removeLink(ETH);
        turn();
        assertThat(views).hasSize(5);
        assertThat(view().links()).isEmpty();
    }

    @Test
    void addressesOfServicesCostNothing() throws KernelException {
        table.setLink(new KernelLink(9, "kube-ipvs0", true));
        turn();
        int told = views.size();
        int scans = table.scans();
        for (int i = 0; i < 1000; i++) {
            IpAddress service = IpAddress.parse("10.96." + i / 256 + "." + i % 256);
            table.addAddress(new KernelAddress(9, service, Prefix.host(service)));
            turn();
        }
        assertThat(views).hasSize(told);
        assertThat(table.scans()).isEqualTo(scans);
    }

    @Test
    void addressesOfLinksThatAreDownConnectNothing() throws KernelException {
        table.addAddress(new KernelAddress(ETH, IpAddress.parse("172.17.8.100"), Prefix.parse("172.17.8.0/24")));
        turn();
        assertThat(view().connected()).hasSize(1);
        table.setLink(new KernelLink(ETH, "enp0s8", false));
        turn();
        assertThat(view().connected()).isEmpty();
    }

    @Test
    void ofSeveralForeignRoutesForAPrefixTheViewShowsTheOneThatForwards() throws KernelException {
        Prefix prefix = Prefix.parse("192.0.2.0/24");
        KernelRoute best = KernelRoute.blackhole(prefix).withProtocol(STATIC).withMetric(5);
        table.addByHand(best.withMetric(9));
        table.addByHand(best);
        turn();
        assertThat(view().foreignRoutes()).containsEntry(prefix, best);
    }
}
