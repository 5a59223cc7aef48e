package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock stands still, so nothing here can be the work of a timer. */
@RequiresNetworkNamespaces
@Timeout(60)
class KernelSyncLoopIT {

    private static final long EVENT_TIMEOUT_MILLIS = 10_000;
    private static final Prefix LOCAL = Prefix.parse("192.168.18.64/26");
    private static final Prefix REMOTE = Prefix.parse("192.168.196.128/26");
    private static final Prefix REMOTE6 = Prefix.parse("fd80:24e2::/122");

    private final ManualNanoClock clock = new ManualNanoClock();
    private final BlockingQueue<KernelView> views = new LinkedBlockingQueue<>();
    private NetworkNamespace namespace;
    private KernelRouteTable observer;
    private KernelSyncLoop loop;
    private KernelRoute blackhole;
    private KernelRoute unicast;
    private KernelRoute unicast6;

    @BeforeEach
    void start() throws KernelException {
        namespace = NetworkNamespace.create();
        namespace.ip("link add enp0s8 type veth peer name far");
        namespace.ip("link set far up");
        namespace.ip("addr add 172.17.8.100/24 dev enp0s8");
        namespace.ip("addr add fd17::100/64 dev enp0s8 nodad");
        namespace.ip("link set enp0s8 up");
        int link = namespace.indexOf("enp0s8");
        blackhole = KernelRoute.blackhole(LOCAL);
        unicast = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.101"), link);
        unicast6 = KernelRoute.via(REMOTE6, IpAddress.parse("fd17::101"), link);
        observer = namespace.inside(
                () -> NetlinkRouteTable.opener(KernelSyncSettings.DEFAULT).open());
        loop = loop();
        loop.start();
    }

    private KernelSyncLoop loop() {
        return new KernelSyncLoop(
                NetlinkRouteTable.openerInside(namespace.path(), KernelSyncSettings.DEFAULT),
                KernelSyncSettings.DEFAULT,
                views::add,
                clock);
    }

    @AfterEach
    void stop() {
        loop.close();
        observer.close();
        namespace.close();
    }

    private KernelSyncStatus desire(KernelRoute... routes) throws Exception {
        List<RouteChange> changes = new ArrayList<>();
        for (KernelRoute route : routes) {
            changes.add(new RouteChange.Install(route));
        }
        loop.desire(changes);
        return synchronised();
    }

    private KernelSyncStatus synchronised() throws Exception {
        return loop.synchronised().get(20, TimeUnit.SECONDS);
    }

    private List<String> ipRoute() {
        return namespace.ip("route").lines().map(String::strip).toList();
    }

    private List<KernelRoute> ownRoutes() throws KernelException {
        return observer.scan().routes().stream().filter(KernelRoute::isOwn).toList();
    }

    /** Whether we have written something; the kernel has its own to say, as when an address has been found to be unique. */
    private static boolean isOwn(KernelEvent event) {
        return (event instanceof KernelEvent.RouteAdded added && added.route().isOwn())
                || (event instanceof KernelEvent.RouteRemoved removed
                        && removed.route().isOwn());
    }

    /** What the kernel tells everybody of our routes, as soon as it tells something. */
    private List<KernelEvent> ownEvents() throws KernelException {
        return await(KernelSyncLoopIT::isOwn).stream()
                .filter(KernelSyncLoopIT::isOwn)
                .toList();
    }

    /** Waits for what the kernel tells everybody; with what it tells at the same time. */
    private List<KernelEvent> await(Predicate<KernelEvent> wanted) throws KernelException {
        List<KernelEvent> told = observer.awaitEvents(EVENT_TIMEOUT_MILLIS);
        while (told.stream().noneMatch(wanted)) {
            assertThat(loop.status()).isNotNull();
            told = observer.awaitEvents(EVENT_TIMEOUT_MILLIS);
        }
        return told;
    }

    private void awaitWritten(KernelRoute route) throws KernelException {
        await(event ->
                event instanceof KernelEvent.RouteAdded added && added.route().equals(route));
    }

    @Test
    void theRoutesOfTheWalkthroughReadAsInTheWalkthrough() throws Exception {
        desire(blackhole, unicast, unicast6);
        assertThat(ipRoute())
                .contains(
                        "blackhole 192.168.18.64/26 proto bird",
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird");
        assertThat(namespace.ip("-6 route")).contains("fd80:24e2::/122 via fd17::101 dev enp0s8 proto bird");
    }

    @Test
    void routesOfAPredecessorAreAdoptedWithoutAMessageAndTheRestIsSwept() throws Exception {
        KernelRoute left = KernelRoute.blackhole(Prefix.parse("192.168.99.0/26"));
        desire(blackhole, unicast, unicast6, left);
        loop.close();
        assertThat(ownRoutes()).hasSize(4);
        observer.awaitEvents(0);
        loop = loop();
        loop.start();
        assertThat(loop.status().stale()).isEqualTo(4);
        assertThat(desire(blackhole, unicast, unicast6).stale()).isEqualTo(1);
        assertThat(loop.status().installed()).isEqualTo(3);
        assertThat(loop.status().counters().writes()).isZero();
        assertThat(observer.awaitEvents(0)).noneMatch(KernelSyncLoopIT::isOwn);
        loop.sweepStale();
        synchronised();
        assertThat(ownEvents()).containsExactly(new KernelEvent.RouteRemoved(left));
        assertThat(ownRoutes()).containsExactlyInAnyOrder(blackhole, unicast, unicast6);
    }

    @Test
    void aRouteDeletedByHandIsBackWithinAMomentAndNoTimerIsInvolved() throws Exception {
        desire(blackhole, unicast, unicast6);
        for (int i = 0; i < 4; i++) {
            observer.awaitEvents(0);
            assertTimeout(Duration.ofSeconds(1), () -> {
                namespace.ip("route del 192.168.196.128/26");
                awaitWritten(unicast);
            });
        }
        namespace.ip("route del blackhole 192.168.18.64/26");
        awaitWritten(blackhole);
        namespace.ip("-6 route del fd80:24e2::/122");
        awaitWritten(unicast6);
        assertThat(synchronised().counters().repairs()).isEqualTo(6);
        assertThat(loop.status().counters().scans()).isEqualTo(1);
    }

    @Test
    void aForeignRouteIsNeverTouchedAndOursFollowsIt() throws Exception {
        namespace.ip("route add 192.168.196.128/26 via 172.17.8.200 proto static");
        namespace.ip("-6 route add fd80:24e2::/122 via fd17::200 proto 80");
        KernelSyncStatus status = desire(blackhole, unicast, unicast6);
        assertThat(status.conflicts())
                .extracting(conflict -> conflict.owner().protocol(), RouteConflict::ownerInterface)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(4, "enp0s8"),
                        org.assertj.core.groups.Tuple.tuple(80, "enp0s8"));
        assertThat(ipRoute()).contains("192.168.196.128/26 via 172.17.8.200 dev enp0s8 proto static");
        assertThat(ownRoutes()).containsExactly(blackhole);
        observer.awaitEvents(0);
        namespace.ip("route del 192.168.196.128/26");
        awaitWritten(unicast);
        namespace.ip("-6 route del fd80:24e2::/122");
        awaitWritten(unicast6);
        assertThat(synchronised().conflicts()).isEmpty();
    }

    @Test
    void aRouteThatSomebodyTakesFromUsIsTheirs() throws Exception {
        desire(unicast, unicast6);
        namespace.ip("route replace 192.168.196.128/26 via 172.17.8.200 proto static");
        namespace.ip("-6 route replace fd80:24e2::/122 via fd17::200 proto static");
        assertThat(synchronised().conflicts()).hasSize(2);
        assertThat(ownRoutes()).isEmpty();
        assertThat(ipRoute()).contains("192.168.196.128/26 via 172.17.8.200 dev enp0s8 proto static");
    }

    @Test
    void aNextHopChangesWithoutAMomentWithoutARoute() throws Exception {
        desire(unicast);
        KernelRoute other = KernelRoute.via(
                REMOTE,
                IpAddress.parse("172.17.8.102"),
                unicast.nextHops().get(0).interfaceIndex());
        observer.awaitEvents(0);
        desire(other);
        assertThat(observer.awaitEvents(EVENT_TIMEOUT_MILLIS))
                .containsExactly(
                        new KernelEvent.RouteAdded(other, KernelEvent.Place.BEHIND),
                        new KernelEvent.RouteRemoved(unicast));
        assertThat(ownRoutes()).containsExactly(other);
    }

    @Test
    void routesComeBackWithTheirLink() throws Exception {
        desire(blackhole, unicast, unicast6);
        namespace.ip("link set enp0s8 down");
        synchronised();
        clock.advance(Duration.ofMillis(300));
        assertThat(synchronised().failures()).extracting(RouteFailure::desired).contains(unicast);
        assertThat(ownRoutes()).contains(blackhole).doesNotContain(unicast);
        observer.awaitEvents(0);
        namespace.ip("link set enp0s8 up");
        awaitWritten(unicast);
        namespace.ip("addr replace fd17::100/64 dev enp0s8 nodad");
        clock.advance(Duration.ofSeconds(31));
        assertThat(synchronised().failures()).isEmpty();
        assertThat(ownRoutes()).containsExactlyInAnyOrder(blackhole, unicast, unicast6);
    }

    @Test
    void routesStayOnOrderlyStopAndGoWhenFlushed() throws Exception {
        namespace.ip("route add blackhole 10.1.0.0/16 proto static");
        desire(blackhole, unicast, unicast6);
        loop.close();
        assertThat(ownRoutes()).hasSize(3);
        loop = loop();
        loop.start();
        loop.close(true);
        assertThat(ownRoutes()).isEmpty();
        assertThat(ipRoute()).contains("blackhole 10.1.0.0/16 proto static");
    }

    @Test
    void thousandsOfRoutesAreWrittenAndTheirEchoesCauseNothing() throws Exception {
        KernelRoute[] many = IntStream.range(0, 10_000)
                .mapToObj(i -> KernelRoute.via(
                        Prefix.parse("100.64." + i / 256 + "." + i % 256),
                        IpAddress.parse("172.17.8.101"),
                        unicast.nextHops().get(0).interfaceIndex()))
                .toArray(KernelRoute[]::new);
        assertThat(desire(many).installed()).isEqualTo(10_000);
        assertThat(ownRoutes()).hasSize(10_000);
        assertThat(synchronised().counters().writes()).isEqualTo(10_000);
        assertThat(loop.status().counters().repairs()).isZero();
    }

    @Test
    void theViewResolvesAndFollowsTheKernel() throws Exception {
        IpAddress neighbour = IpAddress.parse("172.17.8.101");
        assertThat(views.take().resolve(neighbour)).isInstanceOf(Reachability.Via.class);
        namespace.ip("route add 10.5.0.0/16 via 172.17.8.1 proto static");
        KernelView view = views.poll(10, TimeUnit.SECONDS);
        assertThat(view.resolve(IpAddress.parse("10.5.0.1")))
                .isEqualTo(new Reachability.Via(
                        IpAddress.parse("172.17.8.1"),
                        "enp0s8",
                        unicast.nextHops().get(0).interfaceIndex(),
                        Reachability.UNKNOWN_METRIC));
        namespace.ip("addr del 172.17.8.100/24 dev enp0s8");
        while (view.resolve(neighbour) instanceof Reachability.Via) {
            view = views.poll(10, TimeUnit.SECONDS);
            assertThat(view).isNotNull();
        }
        assertThat(view.resolve(neighbour)).isEqualTo(new Reachability.Unreachable(Reachability.Reason.NO_ROUTE));
    }
}
