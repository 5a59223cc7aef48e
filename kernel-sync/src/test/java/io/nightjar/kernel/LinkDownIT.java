package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.ObservedRouteTable;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many routes whose next hops are behind two routes of somebody else, over two links. A thread of its own wants them where the view says,
 * as the table of a speaker does.
 */
@RequiresNetworkNamespaces
@Timeout(120)
class LinkDownIT {

    private static final int ROUTES_OF_A_FAMILY = 2000;
    private static final IpAddress NEXT_HOP = IpAddress.parse("10.99.0.1");
    private static final IpAddress NEXT_HOP6 = IpAddress.parse("fd99::1");

    private final ManualNanoClock clock = new ManualNanoClock();
    private final ExecutorService speaker = Executors.newSingleThreadExecutor();
    private final Queue<OperationResult> failed = new ConcurrentLinkedQueue<>();
    private NetworkNamespace namespace;
    private KernelRouteTable observer;
    private KernelSyncLoop loop;

    @BeforeEach
    void start() throws KernelException {
        namespace = NetworkNamespace.create();
        for (int link = 1; link <= 2; link++) {
            namespace.ip("link add v" + link + " type veth peer name far" + link);
            namespace.ip("link set far" + link + " up");
            namespace.ip("addr add 10.1." + link + ".100/24 dev v" + link);
            namespace.ip("addr add fd0" + link + "::100/64 dev v" + link + " nodad");
            namespace.ip("link set v" + link + " up");
            String rest = " proto static metric " + 10 * link;
            namespace.ip("route add 10.99.0.0/24 via 10.1." + link + ".1" + rest);
            namespace.ip("route add fd99::/64 via fd0" + link + "::1" + rest);
        }
        observer = namespace.inside(
                () -> NetlinkRouteTable.opener(KernelSyncSettings.DEFAULT).open());
        KernelRouteTable.Opener opener = NetlinkRouteTable.openerInside(namespace.path(), KernelSyncSettings.DEFAULT);
        loop = new KernelSyncLoop(
                () -> new ObservedRouteTable(opener.open(), this::written),
                KernelSyncSettings.DEFAULT,
                view -> speaker.execute(() -> resolve(view)),
                clock);
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
        speaker.shutdown();
        observer.close();
        namespace.close();
    }

    private void written(List<OperationResult> results) {
        results.stream()
                .filter(result -> result.outcome() != OperationOutcome.APPLIED)
                .forEach(failed::add);
    }

    private void resolve(KernelView view) {
        List<RouteChange> changes = new ArrayList<>();
        for (int i = 0; i < ROUTES_OF_A_FAMILY; i++) {
            String number = i / 256 + "." + i % 256;
            changes.add(towards(Prefix.parse("100.64." + number + "/32"), view.resolve(NEXT_HOP)));
            changes.add(towards(Prefix.parse("fd80:" + Integer.toHexString(i) + "::/64"), view.resolve(NEXT_HOP6)));
        }
        loop.desire(changes);
    }

    private static RouteChange towards(Prefix prefix, Reachability reachability) {
        return new RouteChange.Install(
                reachability instanceof Reachability.Via via
                        ? KernelRoute.via(prefix, via.gateway(), via.interfaceIndex())
                        : KernelRoute.unreachable(prefix));
    }

    /** Time passes until all routes are there, over this link. */
    private KernelSyncStatus allOver(int link) throws Exception {
        KernelSyncStatus status = KernelSyncStatus.INITIAL;
        while (resolvesElsewhere(link) || status.installed() < 2 * ROUTES_OF_A_FAMILY) {
            clock.advance(Duration.ofMillis(10));
            speaker.submit(() -> {}).get(20, TimeUnit.SECONDS);
            status = loop.synchronised().get(20, TimeUnit.SECONDS);
        }
        return status;
    }

    private boolean resolvesElsewhere(int link) {
        return Stream.of(NEXT_HOP, NEXT_HOP6)
                .anyMatch(hop ->
                        !(loop.view().resolve(hop) instanceof Reachability.Via via) || via.interfaceIndex() != link);
    }

    private long[] linksOfOurs() throws KernelException {
        return observer.scan().routes().stream()
                .filter(KernelRoute::isOwn)
                .flatMap(route -> route.nextHops().stream())
                .mapToLong(KernelNextHop::interfaceIndex)
                .toArray();
    }

    @Test
    void whenALinkGoesDownNothingIsWrittenThereAndAllRoutesMove() throws Exception {
        int first = namespace.indexOf("v1");
        int second = namespace.indexOf("v2");
        allOver(first);
        assertThat(linksOfOurs()).hasSize(2 * ROUTES_OF_A_FAMILY).containsOnly(first);
        assertThat(failed).isEmpty();

        long began = ManagementFactory.getRuntimeMXBean().getUptime();
        namespace.ip("link set v1 down");
        KernelSyncStatus moved = allOver(second);
        long took = ManagementFactory.getRuntimeMXBean().getUptime() - began;
        System.out.printf(
                Locale.ROOT,
                "measured: %d routes follow a link that goes down: %d ms, %d writes failed, %d repairs%n",
                2 * ROUTES_OF_A_FAMILY,
                took,
                failed.size(),
                moved.counters().repairs());
        assertThat(failed).extracting(OperationResult::outcome).doesNotContain(OperationOutcome.REFUSED);
        assertThat(moved.counters().repairs()).isZero();
        assertThat(moved.failures()).isEmpty();
        assertThat(linksOfOurs()).hasSize(2 * ROUTES_OF_A_FAMILY).containsOnly(second);
    }
}
