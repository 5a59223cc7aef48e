package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a predecessor has left, and who may say that it goes. */
class AdoptionTest {

    private static final int ETH = 2;
    private static final PeerId ALIVE = new PeerId("alive");
    private static final PeerId DEAD = new PeerId("dead");
    private static final Prefix PREFIX = Prefix.parse("192.168.196.128/26");
    private static final Prefix OTHER = Prefix.parse("192.168.18.64/26");
    private static final KernelRoute OLD = via(PREFIX, 1);
    private static final KernelRoute NEW = via(PREFIX, 2);

    private final FakeKernelRouteTable table = new FakeKernelRouteTable();
    private final KernelSynchronizer synchronizer =
            new KernelSynchronizer(KernelSyncSettings.DEFAULT, view -> {}, new ManualNanoClock());

    AdoptionTest() {
        table.setLink(new KernelLink(ETH, "enp0s8", true));
    }

    private static KernelRoute via(Prefix prefix, int host) {
        return KernelRoute.via(prefix, IpAddress.parse("172.17.8." + host), ETH);
    }

    private void turn() throws KernelException {
        synchronizer.turn(table);
    }

    private void found(KernelRoute... routes) throws KernelException {
        List.of(routes).forEach(table::addByHand);
        turn();
    }

    private void announce(KernelRoute route, @Nullable PeerId peer) throws KernelException {
        synchronizer.accept(List.of(new RouteChange.Install(route, peer)));
        turn();
    }

    private void withdraw(Prefix prefix) throws KernelException {
        synchronizer.accept(List.of(new RouteChange.Withdraw(prefix)));
        turn();
    }

    private void complete(PeerId peer) throws KernelException {
        synchronizer.complete(new Announcer(peer, AddressFamily.IPV4_UNICAST));
        turn();
    }

    private void sweep() throws KernelException {
        synchronizer.sweep();
        turn();
    }

    @Test
    void anAnnouncementReplacesAnAdoptedRouteWhenItsPeerHasAnnouncedEverything() throws KernelException {
        found(OLD);
        announce(NEW, ALIVE);
        assertThat(table.routes()).containsExactly(OLD);
        assertThat(synchronizer.status().installed()).isZero();
        complete(DEAD);
        assertThat(table.routes()).containsExactly(OLD);
        complete(ALIVE);
        assertThat(table.takeWrites()).containsExactly(new RouteOperation.Replace(OLD, NEW));
        assertThat(synchronizer.status().stale()).isZero();
    }

    @Test
    void thePeerOfTheLatestAnnouncementDecides() throws KernelException {
        found(OLD);
        announce(NEW, ALIVE);
        announce(via(PREFIX, 3), DEAD);
        complete(ALIVE);
        assertThat(table.routes()).containsExactly(OLD);
        announce(NEW, ALIVE);
        assertThat(table.routes()).containsExactly(NEW);
    }

    @Test
    void theEndOfAnotherFamilyDoesNotCount() throws KernelException {
        found(OLD);
        announce(NEW, ALIVE);
        synchronizer.complete(new Announcer(ALIVE, AddressFamily.IPV6_UNICAST));
        turn();
        assertThat(table.routes()).containsExactly(OLD);
    }

    @Test
    void whatIsAnnouncedAsItIsCountsAsInstalledAtOnce() throws KernelException {
        found(OLD);
        announce(OLD, ALIVE);
        assertThat(synchronizer.status().installed()).isEqualTo(1);
        assertThat(synchronizer.status().stale()).isEqualTo(1);
        announce(NEW, ALIVE);
        assertThat(synchronizer.status().installed()).isZero();
        announce(OLD, ALIVE);
        complete(ALIVE);
        assertThat(synchronizer.status().stale()).isZero();
        assertThat(table.takeWrites()).isEmpty();
    }

    @Test
    void whereNothingStandsARouteIsWrittenWhoeverItIsFrom() throws KernelException {
        found(OLD);
        announce(via(OTHER, 2), ALIVE);
        assertThat(table.routes()).containsExactly(OLD, via(OTHER, 2));
        announce(via(OTHER, 3), ALIVE);
        assertThat(table.routes()).containsExactly(OLD, via(OTHER, 3));
        withdraw(OTHER);
        assertThat(table.routes()).containsExactly(OLD);
    }

    @Test
    void whatStartsHereReplacesAtOnce() throws KernelException {
        found(OLD);
        announce(KernelRoute.blackhole(PREFIX), null);
        assertThat(table.routes()).containsExactly(KernelRoute.blackhole(PREFIX));
    }

    @Test
    void aRouteThatNobodyConfirmedSurvivesAWithdrawalUntilTheSweep() throws KernelException {
        found(OLD, via(OTHER, 1));
        withdraw(OTHER);
        announce(NEW, ALIVE);
        withdraw(PREFIX);
        complete(ALIVE);
        assertThat(table.takeWrites()).isEmpty();
        assertThat(synchronizer.status().stale()).isEqualTo(2);
        sweep();
        assertThat(table.routes()).isEmpty();
        assertThat(synchronizer.status().stale()).isZero();
    }

    @Test
    void aConfirmedRouteGoesWithItsWithdrawal() throws KernelException {
        found(OLD);
        complete(ALIVE);
        announce(OLD, ALIVE);
        withdraw(PREFIX);
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void atTheSweepWhatIsAnnouncedTakesThePlaceOfAllThatIsLeft() throws KernelException {
        found(OLD, via(OTHER, 1));
        announce(NEW, DEAD);
        sweep();
        assertThat(table.routes()).containsExactly(NEW);
        announce(OLD, DEAD);
        assertThat(table.routes()).containsExactly(OLD);
    }

    @Test
    void anAdoptedRouteThatIsGoneKeepsNothingOut() throws KernelException {
        found(OLD);
        announce(NEW, ALIVE);
        table.deleteByHand(OLD);
        turn();
        assertThat(table.routes()).containsExactly(NEW);
        announce(via(PREFIX, 3), ALIVE);
        assertThat(table.routes()).containsExactly(via(PREFIX, 3));
    }

    @Test
    void anAdoptedRouteWithAnotherMetricIsKeptAsWell() throws KernelException {
        found(OLD.withMetric(50));
        announce(OLD, ALIVE);
        assertThat(table.routes()).containsExactly(OLD.withMetric(50));
        complete(ALIVE);
        assertThat(table.routes()).containsExactly(OLD);
    }

    @Test
    void whatAppearsLaterIsNotAdoptedNeitherByEventNorByANewReading() throws KernelException {
        turn();
        table.addByHand(OLD);
        turn();
        assertThat(table.routes()).isEmpty();
        table.setDeaf(true);
        table.addByHand(OLD);
        table.loseEvents();
        turn();
        assertThat(table.routes()).isEmpty();
        table.addByHand(OLD);
        synchronizer.requestScan();
        turn();
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void whatWasDecidedBeforeTheFirstReadingIsNotAdopted() throws KernelException {
        synchronizer.accept(List.of(
                new RouteChange.Install(NEW, ALIVE),
                new RouteChange.Install(via(OTHER, 2), DEAD),
                new RouteChange.Install(via(Prefix.parse("10.0.0.0/8"), 2), DEAD)));
        synchronizer.complete(new Announcer(ALIVE, AddressFamily.IPV4_UNICAST));
        found(OLD, via(OTHER, 1));
        assertThat(table.routes()).contains(NEW, via(OTHER, 1)).doesNotContain(OLD, via(OTHER, 2));
        complete(DEAD);
        assertThat(table.routes()).contains(NEW, via(OTHER, 2)).hasSize(3);
    }

    @Test
    void whatIsSweptBeforeTheFirstReadingIsNotAdoptedEither() throws KernelException {
        synchronizer.sweep();
        found(OLD);
        assertThat(table.routes()).isEmpty();
    }
}
