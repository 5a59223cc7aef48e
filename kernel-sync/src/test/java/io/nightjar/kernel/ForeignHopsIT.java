package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody adds a next hop of another protocol to an IPv6 route of ours; the kernel makes one route of both, in our name. */
@RequiresNetworkNamespaces
@Timeout(60)
class ForeignHopsIT {

    private static final Prefix PREFIX = Prefix.parse("2001:db8:aa::/48");
    private static final String THEIRS = "via fd17::2 dev enp0s8 proto static";

    private final ManualNanoClock clock = new ManualNanoClock();
    private NetworkNamespace namespace;
    private KernelSyncLoop loop;
    private int link;

    @BeforeEach
    void start() throws KernelException {
        namespace = NetworkNamespace.create();
        namespace.ip("link add enp0s8 type veth peer name far");
        namespace.ip("link set far up");
        namespace.ip("addr add fd17::100/64 dev enp0s8 nodad");
        namespace.ip("link set enp0s8 up");
        link = namespace.indexOf("enp0s8");
        loop = opened();
    }

    private KernelSyncLoop opened() throws KernelException {
        KernelSyncLoop opened = new KernelSyncLoop(
                NetlinkRouteTable.openerInside(namespace.path(), KernelSyncSettings.DEFAULT),
                KernelSyncSettings.DEFAULT,
                view -> {},
                clock);
        opened.start();
        return opened;
    }

    @AfterEach
    void stop() {
        loop.close();
        namespace.close();
    }

    private KernelRoute over(String... gateways) {
        return KernelRoute.unicast(
                PREFIX,
                Stream.of(gateways)
                        .map(gateway -> KernelNextHop.via(IpAddress.parse(gateway), link))
                        .toList());
    }

    /** What one turn writes may be what the next one has to look at; and the table is not read without a pause. */
    private KernelSyncStatus synchronised() throws Exception {
        loop.synchronised().get(20, TimeUnit.SECONDS);
        clock.advance(Duration.ofSeconds(1));
        for (int turn = 0; turn < 3; turn++) {
            loop.synchronised().get(20, TimeUnit.SECONDS);
        }
        return loop.synchronised().get(20, TimeUnit.SECONDS);
    }

    private KernelSyncStatus desired(RouteChange change) throws Exception {
        loop.desire(List.of(change));
        return synchronised();
    }

    private List<String> shown() {
        return namespace
                .ip("-6 route show " + PREFIX)
                .lines()
                .map(String::strip)
                .map(line -> line.replace(PREFIX + " ", "").replace(" pref medium", ""))
                .toList();
    }

    private void appendTheirs() {
        namespace.ip("-6 route append " + PREFIX + " " + THEIRS + " metric 1024");
    }

    private KernelSyncStatus isLeftAlone(KernelRoute ours, String... shown) throws Exception {
        KernelSyncStatus status = synchronised();
        assertThat(shown()).containsExactly(shown);
        assertThat(status.installed()).isEqualTo(1);
        assertThat(status.failures()).isEmpty();
        assertThat(status.conflicts())
                .containsExactly(new RouteConflict(ours, over("fd17::2").withProtocol(0), "enp0s8"));
        return status;
    }

    @Test
    void itIsNotDeletedAndReportedWithoutEnd() throws Exception {
        long writes =
                desired(new RouteChange.Install(over("fd17::1"))).counters().writes();
        appendTheirs();
        String[] shared = {
            "proto bird metric 1024",
            "nexthop via fd17::1 dev enp0s8 weight 1",
            "nexthop via fd17::2 dev enp0s8 weight 1"
        };
        KernelSyncStatus first = isLeftAlone(over("fd17::1"), shared);
        clock.advance(Duration.ofSeconds(61));
        KernelSyncStatus second = isLeftAlone(over("fd17::1"), shared);
        assertThat(second.counters().writes()).isEqualTo(writes);
        assertThat(second.counters().repairs()).isEqualTo(first.counters().repairs());
        assertThat(second.counters().scans()).isEqualTo(first.counters().scans() + 1);
    }

    @Test
    void whoComesAfterwardsFindsOutAsWell() throws Exception {
        desired(new RouteChange.Install(over("fd17::1", "fd17::3")));
        appendTheirs();
        loop.close();
        loop = opened();
        loop.desire(List.of(new RouteChange.Install(over("fd17::1", "fd17::3"))));
        isLeftAlone(
                over("fd17::1", "fd17::3"),
                "proto bird metric 1024",
                "nexthop via fd17::1 dev enp0s8 weight 1",
                "nexthop via fd17::3 dev enp0s8 weight 1",
                "nexthop via fd17::2 dev enp0s8 weight 1");
    }

    @Test
    void ourRouteIsAloneAgainWhenItGoes() throws Exception {
        desired(new RouteChange.Install(over("fd17::1")));
        appendTheirs();
        synchronised();
        namespace.ip("-6 route del " + PREFIX + " " + THEIRS);
        KernelSyncStatus status = synchronised();
        assertThat(shown()).containsExactly("via fd17::1 dev enp0s8 proto bird metric 1024");
        assertThat(status.conflicts()).isEmpty();
        assertThat(status.installed()).isEqualTo(1);
    }

    @Test
    void aHopThatBecomesOursGoes() throws Exception {
        desired(new RouteChange.Install(over("fd17::1")));
        appendTheirs();
        synchronised();
        namespace.ip("-6 route del " + PREFIX + " " + THEIRS);
        namespace.ip("-6 route append " + PREFIX + " " + THEIRS.replace("static", "bird") + " metric 1024");
        KernelSyncStatus status = synchronised();
        assertThat(shown()).containsExactly("via fd17::1 dev enp0s8 proto bird metric 1024");
        assertThat(status.conflicts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverBecomesOfOursTheirsStays(boolean noticed) throws Exception {
        desired(new RouteChange.Install(over("fd17::1", "fd17::3")));
        appendTheirs();
        if (noticed) {
            synchronised();
        }
        desired(new RouteChange.Install(KernelRoute.blackhole(PREFIX)));
        assertThat(shown()).containsExactly(THEIRS + " metric 1024");
        desired(new RouteChange.Install(over("fd17::4")));
        assertThat(shown()).containsExactly(THEIRS + " metric 1024");
        namespace.ip("-6 route del " + PREFIX + " " + THEIRS);
        synchronised();
        assertThat(shown()).containsExactly("via fd17::4 dev enp0s8 proto bird metric 1024");
        appendTheirs();
        if (noticed) {
            synchronised();
        }
        desired(new RouteChange.Withdraw(PREFIX));
        assertThat(shown()).containsExactly(THEIRS + " metric 1024");
        desired(new RouteChange.Install(over("fd17::4")));
        namespace.ip("-6 route del " + PREFIX + " " + THEIRS);
        synchronised();
        appendTheirs();
        loop.close(true);
        assertThat(shown()).containsExactly(THEIRS + " metric 1024");
    }
}
