package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KernelSyncLoopTest {

    private static final KernelRoute ROUTE = KernelRoute.blackhole(Prefix.parse("192.168.18.64/26"));
    private static final KernelRoute OTHER = KernelRoute.blackhole(Prefix.parse("192.168.0.0/26"));

    private final FakeKernelRouteTable table = new FakeKernelRouteTable();
    private final BlockingQueue<KernelView> views = new LinkedBlockingQueue<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final BlockingQueue<Integer> openings = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
    private final AtomicInteger troubles = new AtomicInteger();
    private final ManualNanoClock clock = new ManualNanoClock();
    private final KernelSyncLoop loop =
            new KernelSyncLoop(this::open, KernelSyncSettings.DEFAULT, new Listener(), clock);

    private final class Listener implements KernelListener {

        @Override
        public void viewChanged(KernelView view) {
            views.add(view);
        }

        @Override
        public void changesApplied(Duration waited) {
            waits.add(waited);
        }

        @Override
        public void troublesChanged() {
            troubles.incrementAndGet();
        }
    }

    /** What is broken the first time works the second time. */
    private KernelRouteTable open() {
        if (opened.incrementAndGet() > 1) {
            table.breakDown(null);
        }
        openings.add(opened.get());
        return table;
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private KernelSyncStatus synchronised() throws Exception {
        return loop.synchronised().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsDesiredBeforeAndAfterTheStartIsWritten() throws Exception {
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        loop.start();
        assertThat(table.routes()).containsExactly(ROUTE);
        assertThat(views).hasSize(1);
        assertThat(loop.view()).isEqualTo(views.peek());
        loop.desire(List.of(new RouteChange.Install(OTHER), new RouteChange.Withdraw(ROUTE.destination())));
        assertThat(synchronised().installed()).isEqualTo(1);
        assertThat(table.routes()).containsExactly(OTHER);
        assertThat(loop.status().desired()).isEqualTo(1);
    }

    @Test
    void aLookAtADestinationSaysWhatIsWantedThereAndWhatIsInTheWay() throws Exception {
        KernelRoute foreign = OTHER.withProtocol(4);
        table.addByHand(foreign);
        table.refuse(ROUTE, "ENETUNREACH");
        loop.start();
        loop.desire(List.of(new RouteChange.Install(ROUTE), new RouteChange.Install(OTHER)));

        KernelDestination refused = loop.look(ROUTE.destination()).get(10, TimeUnit.SECONDS);
        KernelDestination taken = loop.look(OTHER.destination()).get(10, TimeUnit.SECONDS);
        Prefix nowhere = Prefix.parse("203.0.113.0/24");

        assertThat(refused.failure()).isEqualTo(new RouteFailure(ROUTE, "ENETUNREACH"));
        assertThat(refused.installed()).isFalse();
        assertThat(taken.conflict()).isEqualTo(new RouteConflict(OTHER, foreign, ""));
        assertThat(taken.present()).containsExactly(foreign);
        assertThat(loop.look(nowhere).get(10, TimeUnit.SECONDS)).isEqualTo(KernelDestination.unknown(nowhere));

        table.refuseNothing();
        table.deleteByHand(foreign);
        loop.desire(List.of(new RouteChange.Withdraw(ROUTE.destination())));
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        assertThat(loop.look(ROUTE.destination()).get(10, TimeUnit.SECONDS).installed())
                .isTrue();
        loop.close();
        assertThat(loop.look(nowhere)).isCancelled();
    }

    @Test
    void troublesAreToldWhenTheyComeAndWhenTheyGo() throws Exception {
        KernelRoute foreign = OTHER.withProtocol(4);
        table.addByHand(foreign);
        loop.start();
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        synchronised();
        assertThat(troubles).hasValue(0);
        loop.desire(List.of(new RouteChange.Install(OTHER)));
        synchronised();
        synchronised();
        assertThat(troubles).hasValue(1);
        table.deleteByHand(foreign);
        synchronised();
        assertThat(troubles).hasValue(2);
        table.deleteByHand(ROUTE);
        synchronised();
        assertThat(loop.status().counters().repairs()).isEqualTo(1);
        assertThat(troubles).hasValue(3);
    }

    @Test
    void itIsToldForHowLongTheFirstChangeHasWaited() throws Exception {
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        clock.advance(Duration.ofMillis(7));
        loop.desire(List.of(new RouteChange.Install(OTHER)));
        assertThat(loop.backlog()).isEqualTo(2);
        loop.start();
        assertThat(synchronised().installed()).isEqualTo(2);
        assertThat(loop.backlog()).isZero();
        assertThat(waits).containsExactly(Duration.ofMillis(7));
    }

    @Test
    void onlyTheLatestChangeToAPrefixReachesTheKernel() throws Exception {
        loop.desire(
                List.of(new RouteChange.Install(ROUTE.withMetric(1)), new RouteChange.Install(ROUTE.withMetric(2))));
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        loop.start();
        assertThat(table.takeWrites()).containsExactly(new RouteOperation.Add(ROUTE));
    }

    @Test
    void interfacesAreIgnoredAndNoticedAgain() throws Exception {
        KernelAddress docker = new KernelAddress(7, IpAddress.parse("172.30.0.1"), Prefix.parse("172.30.0.0/16"));
        table.setLink(new KernelLink(7, "docker0", true));
        table.setLink(new KernelLink(8, "cali1", true));
        table.addAddress(docker);
        table.addAddress(new KernelAddress(8, IpAddress.parse("10.9.0.1"), Prefix.parse("10.9.0.0/24")));
        loop.start();
        assertThat(loop.view().addresses()).containsExactly(docker);
        loop.ignore(List.of(new InterfacePattern("virbr*"), new InterfacePattern("docker?")));
        synchronised();
        assertThat(loop.view().addresses()).isEmpty();
        int scans = table.scans();
        loop.ignore(List.of(new InterfacePattern("virbr*"), new InterfacePattern("docker?")));
        synchronised();
        assertThat(table.scans()).isEqualTo(scans);
        loop.ignore(List.of());
        synchronised();
        assertThat(loop.view().addresses()).containsExactly(docker);
    }

    @Test
    void staleRoutesGoWhenTheyAreSwept() throws Exception {
        table.addByHand(OTHER);
        loop.start();
        assertThat(loop.status().stale()).isEqualTo(1);
        loop.sweepStale();
        synchronised();
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void routesStayOnCloseAndTheThreadIsGone() throws Exception {
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        loop.start();
        loop.close();
        assertThat(table.isClosed()).isTrue();
        assertThat(table.routes()).containsExactly(ROUTE);
        assertThat(loop.synchronised()).isCancelled();
    }

    @Test
    void routesGoOnCloseWithFlush() throws Exception {
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        loop.start();
        loop.close(true);
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void aKernelThatCannotBeReadPreventsTheStart() {
        table.breakDown("EPERM: the capability CAP_NET_ADMIN is needed");
        assertThatThrownBy(loop::start).isInstanceOf(KernelException.class).hasMessageContaining("CAP_NET_ADMIN");
    }

    @Test
    void afterABreakdownThePortIsOpenedAgainAndEverythingCompared() throws Exception {
        loop.desire(List.of(new RouteChange.Install(ROUTE)));
        loop.start();
        assertThat(openings.take()).isEqualTo(1);
        table.setDeaf(true);
        table.deleteByHand(ROUTE);
        table.breakDown("netlink is gone");
        loop.desire(List.of(new RouteChange.Install(OTHER)));
        assertThat(synchronised().installed()).isEqualTo(2);
        assertThat(openings.take()).isEqualTo(2);
        assertThat(table.routes()).containsExactlyInAnyOrder(ROUTE, OTHER);
        assertThat(table.isClosed()).isTrue();
    }

    @Test
    void aLoopThatWasNeverStartedCanBeClosed() {
        loop.close();
        assertThat(opened).hasValue(0);
    }

    @Test
    void routesOfAnotherTableAreRefusedAtTheDoor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.desire(List.of(new RouteChange.Install(ROUTE.withTable(7)))));
    }
}
