package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Afi;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel does to routes without a word about them, and what follows from links and addresses. The audit never comes. */
@RequiresNetworkNamespaces
@Timeout(60)
class NetworkChangesIT {

    private static final Prefix REMOTE = Prefix.parse("192.168.196.128/26");
    private static final Prefix REMOTE6 = Prefix.parse("fd80:24e2::/122");
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
        String family = prefix.afi().equals(Afi.IPV6) ? "-6 " : "";
        return namespace
                .ip(family + "route show " + prefix)
                .lines()
                .map(String::strip)
                .toList();
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
    void aNeighbourInAnIpv4LinkLocalNetworkIsANextHop() throws Exception {
        namespace.ip("addr add 169.254.10.1/30 dev enp0s8");
        settled();
        assertThat(resolve("169.254.10.2")).isEqualTo(neighbour("169.254.10.2", "enp0s8"));
        assertThat(resolve("169.254.10.1")).isEqualTo(LOCAL);
        loop.desire(List.of(new RouteChange.Install(KernelRoute.via(REMOTE, IpAddress.parse("169.254.10.2"), link))));
        assertThat(settled().installed()).isEqualTo(1);
        assertThat(routesTo(REMOTE)).containsExactly(REMOTE + " via 169.254.10.2 dev enp0s8 proto bird");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.196.128/26, 172.17.8.101, nexthop del id 10",
        "192.168.196.128/26, 172.17.8.101, nexthop flush",
        "fd80:24e2::/122, fd17::101, nexthop del id 10"
    })
    void oursFollowsAForeignRouteThatGoesWithItsNextHopObject(String prefix, String gateway, String removal)
            throws Exception {
        namespace.ip("nexthop add id 10 via " + gateway + " dev enp0s8");
        namespace.ip("route add " + prefix + " nhid 10 proto static" + (prefix.contains(":") ? " metric 1024" : ""));
        KernelRoute ours = KernelRoute.via(Prefix.parse(prefix), IpAddress.parse(gateway), link);
        loop.desire(List.of(new RouteChange.Install(ours)));
        assertThat(settled().conflicts()).extracting(RouteConflict::desired).containsExactly(ours);
        namespace.ip(removal);
        assertThat(settled().conflicts()).isEmpty();
        assertThat(routesTo(ours.destination()))
                .singleElement()
                .asString()
                .startsWith(prefix + " via " + gateway + " dev enp0s8 proto bird");
        assertThat(loop.status().counters().scans()).isLessThanOrEqualTo(3);
    }

    @Test
    void theNextHopsOfAnotherNextHopObjectAreLearned() throws Exception {
        namespace.ip("nexthop add id 10 via 172.17.8.101 dev enp0s8");
        namespace.ip("route add 10.5.0.0/16 nhid 10 proto static");
        settled();
        long scans = loop.status().counters().scans();
        namespace.ip("nexthop add id 11 via 172.17.8.103 dev enp0s8");
        assertThat(settled().counters().scans()).isEqualTo(scans);
        namespace.ip("nexthop replace id 10 via 172.17.8.102 dev enp0s8");
        settled();
        assertThat(resolve("10.5.0.1"))
                .isEqualTo(new Reachability.Via(
                        IpAddress.parse("172.17.8.102"), "enp0s8", link, Reachability.UNKNOWN_METRIC));
    }

    @Test
    void aRouteThatGoesWithAnAddressOfAnIgnoredInterfaceIsMissedAtOnce() throws Exception {
        namespace.ip("link add dummy0 type bridge");
        namespace.ip("link set dummy0 up");
        namespace.ip("addr add 10.0.0.1/32 dev dummy0");
        loop.ignore(List.of(new InterfacePattern("dummy*")));
        KernelRoute route =
                KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.101"), link).withSource(IpAddress.parse("10.0.0.1"));
        loop.desire(List.of(new RouteChange.Install(route)));
        assertThat(settled().installed()).isEqualTo(1);
        namespace.ip("addr del 10.0.0.1/32 dev dummy0");
        assertThat(routesTo(REMOTE)).isEmpty();
        assertThat(settled().failures()).extracting(RouteFailure::desired).containsExactly(route);
        namespace.ip("addr add 10.0.0.1/32 dev dummy0");
        assertThat(settled().failures()).isEmpty();
        assertThat(routesTo(REMOTE)).hasSize(1);
    }

    private void rename(String from, String to, boolean live) {
        if (!live) {
            namespace.ip("link set dev " + from + " down");
        }
        namespace.ip("link set dev " + from + " name " + to);
        if (!live) {
            namespace.ip("link set dev " + to + " up");
            namespace.ip("addr replace fd17::100/64 dev " + to + " nodad");
            namespace.ip("route replace default via 172.17.8.1 proto static");
        }
    }

    private Reachability neighbour(String gateway, String device) {
        return new Reachability.Via(IpAddress.parse(gateway), device, link, 0);
    }

    private Reachability behindDefault(String device) {
        return new Reachability.Via(IpAddress.parse("172.17.8.1"), device, link, Reachability.UNKNOWN_METRIC);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void routesAndNextHopsFollowALinkThatIsRenamed(boolean live) throws Exception {
        KernelRoute ours = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.101"), link);
        KernelRoute ours6 = KernelRoute.via(REMOTE6, IpAddress.parse("fd17::101"), link);
        loop.desire(List.of(new RouteChange.Install(ours), new RouteChange.Install(ours6)));
        assertThat(settled().installed()).isEqualTo(2);
        rename("enp0s8", "lan0", live);
        clock.advance(Duration.ofSeconds(2));
        assertThat(settled().installed()).isEqualTo(2);
        assertThat(routesTo(REMOTE)).containsExactly("192.168.196.128/26 via 172.17.8.101 dev lan0 proto bird");
        assertThat(routesTo(REMOTE6)).singleElement().asString().contains("via fd17::101 dev lan0 proto bird");
        assertThat(resolve("172.17.8.101")).isEqualTo(neighbour("172.17.8.101", "lan0"));
        assertThat(resolve("fd17::101")).isEqualTo(neighbour("fd17::101", "lan0"));
        assertThat(resolve("192.0.2.1")).isEqualTo(behindDefault("lan0"));
        assertThat(resolve("172.17.8.100")).isEqualTo(LOCAL);
        assertThat(loop.view().links().get(link).name()).isEqualTo("lan0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLinkThatIsRenamedIntoThePatternAndOutOfItConnectsAccordingly(boolean live) throws Exception {
        KernelRoute ours = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.101"), link);
        loop.desire(List.of(new RouteChange.Install(ours)));
        settled();
        rename("enp0s8", "cali1", live);
        clock.advance(Duration.ofSeconds(2));
        assertThat(settled().installed()).isEqualTo(1);
        assertThat(loop.view().connected()).isEmpty();
        assertThat(resolve("172.17.8.101")).isEqualTo(behindDefault("cali1"));
        assertThat(resolve("172.17.8.100")).isEqualTo(LOCAL);
        rename("cali1", "enp0s8", live);
        clock.advance(Duration.ofSeconds(2));
        assertThat(settled().installed()).isEqualTo(1);
        assertThat(resolve("172.17.8.101")).isEqualTo(neighbour("172.17.8.101", "enp0s8"));
        assertThat(resolve("fd17::101")).isEqualTo(neighbour("fd17::101", "enp0s8"));
        assertThat(resolve("172.17.8.100")).isEqualTo(LOCAL);
    }

    @Test
    void whatIsInTheWayIsNamedByItsLinksNewName() throws Exception {
        namespace.ip("route add " + REMOTE + " via 172.17.8.200 proto static");
        KernelRoute ours = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.101"), link);
        loop.desire(List.of(new RouteChange.Install(ours)));
        assertThat(settled().conflicts())
                .extracting(RouteConflict::ownerInterface)
                .containsExactly("enp0s8");
        clock.advance(KernelSyncSettings.DEFAULT.auditInterval());
        settled();
        rename("enp0s8", "lan0", true);
        assertThat(settled().conflicts())
                .extracting(RouteConflict::ownerInterface)
                .containsExactly("lan0");
    }
}
