package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernel does to routes without a word about them, and what follows from links and addresses. The audit never comes. */
@RequiresNetworkNamespaces
@Timeout(60)
class NetworkChangesIT {

    private static final Prefix REMOTE = Prefix.parse("192.168.196.128/26");
    private static final Reachability LOCAL = new Reachability.Unreachable(Reachability.Reason.LOCAL_ADDRESS);

    private final ManualNanoClock clock = new ManualNanoClock();
    private NetworkNamespace namespace;
    private KernelSyncLoop loop;
    private int link;

    @BeforeEach
    void start() throws KernelException {
        namespace = NetworkNamespace.create();
        namespace.ip("link add enp0s8 type veth peer name far");
        namespace.ip("link set far up");
        namespace.ip("addr add 172.17.8.100/24 dev enp0s8");
        namespace.ip("addr add fd17::100/64 dev enp0s8 nodad");
        namespace.ip("link set enp0s8 up");
        namespace.ip("route add default via 172.17.8.1 proto static");
        link = namespace.indexOf("enp0s8");
        loop = new KernelSyncLoop(
                NetlinkRouteTable.openerInside(namespace.path(), KernelSyncSettings.DEFAULT),
                KernelSyncSettings.DEFAULT,
                view -> {},
                clock);
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
        namespace.close();
    }

    /** What has been told by now has been taken into account, and the table is read once more where that tells too early. */
    private KernelSyncStatus settled() throws Exception {
        loop.synchronised().get(20, TimeUnit.SECONDS);
        clock.advance(Duration.ofMillis(300));
        return loop.synchronised().get(20, TimeUnit.SECONDS);
    }

    private Reachability resolve(String nextHop) {
        return loop.view().resolve(IpAddress.parse(nextHop));
    }

    private List<String> routesTo(Prefix prefix) {
        return namespace.ip("route show " + prefix).lines().map(String::strip).toList();
    }

    @Test
    void theNodesAddressOnAnIgnoredInterfaceIsNotReachedThroughTheDefaultRoute() throws Exception {
        namespace.ip("link add dummy0 type bridge");
        namespace.ip("link set dummy0 up");
        namespace.ip("addr add 10.0.0.1/24 dev dummy0");
        loop.ignore(List.of(new InterfacePattern("dummy*")));
        settled();
        assertThat(resolve("10.0.0.1")).isEqualTo(LOCAL);
        assertThat(resolve("10.0.0.2"))
                .isEqualTo(new Reachability.Via(
                        IpAddress.parse("172.17.8.1"), "enp0s8", link, Reachability.UNKNOWN_METRIC));
        namespace.ip("addr add 10.0.0.3/32 dev dummy0");
        settled();
        assertThat(resolve("10.0.0.3")).isEqualTo(LOCAL);
        namespace.ip("addr del 10.0.0.3/32 dev dummy0");
        settled();
        assertThat(resolve("10.0.0.3")).isInstanceOf(Reachability.Via.class);
    }

    @Test
    void aRouteThatGoesWithAnAddressOfAnIgnoredInterfaceIsMissedAtOnce() throws Exception {
        namespace.ip("link add dummy0 type bridge");
        namespace.ip("link set dummy0 up");
        namespace.ip("addr add 10.0.0.1/32 dev dummy0");
        loop.ignore(List.of(new InterfacePattern("dummy*")));
        KernelRoute route = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.101"), link)
                .withSource(IpAddress.parse("10.0.0.1"));
        loop.desire(List.of(new RouteChange.Install(route)));
        assertThat(settled().installed()).isEqualTo(1);
        namespace.ip("addr del 10.0.0.1/32 dev dummy0");
        assertThat(routesTo(REMOTE)).isEmpty();
        assertThat(settled().failures()).extracting(RouteFailure::desired).containsExactly(route);
        namespace.ip("addr add 10.0.0.1/32 dev dummy0");
        assertThat(settled().failures()).isEmpty();
        assertThat(routesTo(REMOTE)).hasSize(1);
    }
}
