package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.Reachability.Reason;
import io.nightjar.kernel.Reachability.Unreachable;
import io.nightjar.kernel.Reachability.Via;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelViewTest {

    private static final int STATIC = 4;
    private static final KernelLink ETH = new KernelLink(2, "enp0s8", true);
    private static final KernelLink OTHER = new KernelLink(3, "eth1", true);
    private static final KernelLink DOWN = new KernelLink(4, "eth2", false);

    private static KernelAddress address(int link, String local, String network) {
        return new KernelAddress(link, IpAddress.parse(local), Prefix.parse(network));
    }

    private static KernelView view(List<KernelAddress> addresses, KernelRoute... foreign) {
        Map<Integer, KernelLink> links = Map.of(2, ETH, 3, OTHER, 4, DOWN);
        return new KernelView(
                links,
                addresses,
                Stream.of(foreign)
                        .map(route -> route.withProtocol(STATIC))
                        .collect(Collectors.toMap(KernelRoute::destination, Function.identity())));
    }

    private static final List<KernelAddress> NODE00 = List.of(
            address(2, "172.17.8.100", "172.17.8.0/24"),
            address(2, "fd17::100", "fd17::/64"),
            address(2, "fe80::1", "fe80::/64"),
            address(1, "127.0.0.1", "127.0.0.0/8"));

    private static Reachability resolve(KernelView view, String nextHop) {
        return view.resolve(IpAddress.parse(nextHop));
    }

    private static Via via(String gateway, KernelLink link, long metric) {
        return new Via(IpAddress.parse(gateway), link.name(), link.index(), metric);
    }

    @Test
    void aNeighbourIsItsOwnGatewayAtNoCost() {
        assertThat(resolve(view(NODE00), "172.17.8.101")).isEqualTo(via("172.17.8.101", ETH, 0));
        assertThat(resolve(view(NODE00), "fd17::101")).isEqualTo(via("fd17::101", ETH, 0));
    }

    @Test
    void anOwnAddressIsNoNextHop() {
        assertThat(resolve(view(NODE00), "172.17.8.100")).isEqualTo(new Unreachable(Reason.LOCAL_ADDRESS));
    }

    @Test
    void anOwnAddressThatConnectsNothingIsNoNextHopEither() {
        KernelRoute standard = KernelRoute.via(Prefix.parse("0.0.0.0/0"), IpAddress.parse("172.17.8.1"), 2);
        PrefixMap<KernelRoute> foreign = PrefixMap.of(Map.of(standard.destination(), standard.withProtocol(STATIC)));
        KernelView view =
                new KernelView(new KernelNetwork(Map.of(2, ETH), NODE00, Set.of(IpAddress.parse("10.0.0.1"))), foreign);
        assertThat(resolve(view, "10.0.0.1")).isEqualTo(new Unreachable(Reason.LOCAL_ADDRESS));
        assertThat(resolve(view, "10.0.0.2")).isInstanceOf(Via.class);
        assertThat(view.connected()).doesNotContainKey(Prefix.parse("10.0.0.1/32"));
        assertThat(view)
                .isNotEqualTo(new KernelView(view.links(), view.addresses(), view.foreignRoutes()))
                .isNotEqualTo(new KernelView(
                        new KernelNetwork(view.links(), view.addresses(), Set.of(IpAddress.parse("10.0.0.2"))),
                        foreign));
    }

    @Test
    void whatNothingCoversIsNotReached() {
        assertThat(resolve(view(NODE00), "192.0.2.1")).isEqualTo(new Unreachable(Reason.NO_ROUTE));
        assertThat(resolve(view(NODE00), "2001:db8::1")).isEqualTo(new Unreachable(Reason.NO_ROUTE));
        assertThat(resolve(KernelView.EMPTY, "192.0.2.1")).isEqualTo(new Unreachable(Reason.NO_ROUTE));
    }

    @Test
    void linksOwnPrefixesAndLoopbackConnectNothing() {
        assertThat(resolve(view(NODE00), "fe80::2")).isEqualTo(new Unreachable(Reason.NO_ROUTE));
        assertThat(resolve(view(NODE00), "127.0.0.2")).isEqualTo(new Unreachable(Reason.NO_ROUTE));
        assertThat(view(NODE00).connected().keySet())
                .containsExactlyInAnyOrder(Prefix.parse("172.17.8.0/24"), Prefix.parse("fd17::/64"));
    }

    @Test
    void inIpv4ALinkLocalNetworkConnectsLikeAnyOther() {
        KernelView view = view(List.of(address(2, "169.254.10.1", "169.254.10.0/30")));
        assertThat(view.connected()).containsOnlyKeys(Prefix.parse("169.254.10.0/30"));
        assertThat(resolve(view, "169.254.10.2")).isEqualTo(via("169.254.10.2", ETH, 0));
        assertThat(resolve(view, "169.254.10.1")).isEqualTo(new Unreachable(Reason.LOCAL_ADDRESS));
    }

    @Test
    void behindAGatewayTheMetricIsUnknown() {
        KernelView view = view(NODE00, KernelRoute.via(Prefix.parse("0.0.0.0/0"), IpAddress.parse("172.17.8.1"), 2));
        assertThat(resolve(view, "192.0.2.1")).isEqualTo(via("172.17.8.1", ETH, Reachability.UNKNOWN_METRIC));
        assertThat(resolve(view, "172.17.8.101")).isEqualTo(via("172.17.8.101", ETH, 0));
    }

    @Test
    void aGatewayIsOnlinkWhereTheKernelsRouteSaysSo() {
        KernelNextHop router = new KernelNextHop(IpAddress.parse("172.31.1.1"), 2, 1, true);
        KernelNextHop router6 = new KernelNextHop(IpAddress.parse("fd31::1"), 2, 1, true);
        KernelView view = view(
                NODE00,
                KernelRoute.unicast(Prefix.parse("0.0.0.0/0"), List.of(router)),
                KernelRoute.unicast(Prefix.parse("::/0"), List.of(router6)));
        long metric = Reachability.UNKNOWN_METRIC;
        assertThat(resolve(view, "192.0.2.1")).isEqualTo(new Via(router.gateway(), "enp0s8", 2, metric, true));
        assertThat(resolve(view, "2001:db8::1")).isEqualTo(new Via(router6.gateway(), "enp0s8", 2, metric, true));
        assertThat(resolve(view, "172.17.8.101")).isEqualTo(via("172.17.8.101", ETH, 0));
    }

    @Test
    void aForeignDeviceRouteMakesANeighbour() {
        KernelView view =
                view(NODE00, KernelRoute.unicast(Prefix.parse("192.168.18.65/32"), List.of(KernelNextHop.device(3))));
        assertThat(resolve(view, "192.168.18.65")).isEqualTo(via("192.168.18.65", OTHER, 0));
    }

    @Test
    void theLongestMatchCountsAloneEvenIfItDiscards() {
        KernelView view = view(
                NODE00,
                KernelRoute.via(Prefix.parse("0.0.0.0/0"), IpAddress.parse("172.17.8.1"), 2),
                KernelRoute.blackhole(Prefix.parse("192.0.2.0/24")));
        assertThat(resolve(view, "192.0.2.1")).isEqualTo(new Unreachable(Reason.UNREACHABLE_ROUTE));
        assertThat(resolve(view, "192.0.3.1")).isInstanceOf(Via.class);
    }

    @Test
    void aConnectedPrefixComesBeforeAForeignRouteForTheSamePrefix() {
        KernelView view =
                view(NODE00, KernelRoute.via(Prefix.parse("172.17.8.0/24"), IpAddress.parse("172.17.8.1"), 2));
        assertThat(resolve(view, "172.17.8.101")).isEqualTo(via("172.17.8.101", ETH, 0));
    }

    @Test
    void hopsOverLinksThatAreDownOrUnknownAreNotUsed() {
        IpAddress gateway = IpAddress.parse("172.17.8.1");
        Prefix prefix = Prefix.parse("192.0.2.0/24");
        List<KernelNextHop> some =
                List.of(KernelNextHop.via(gateway, 4), KernelNextHop.via(gateway, 9), KernelNextHop.via(gateway, 3));
        assertThat(resolve(view(NODE00, KernelRoute.unicast(prefix, some)), "192.0.2.1"))
                .isEqualTo(via("172.17.8.1", OTHER, Reachability.UNKNOWN_METRIC));
        assertThat(resolve(view(NODE00, KernelRoute.unicast(prefix, some.subList(0, 2))), "192.0.2.1"))
                .isEqualTo(new Unreachable(Reason.UNREACHABLE_ROUTE));
    }

    @Test
    void theFirstOfSeveralLinksWithOnePrefixIsUsedAndUnknownLinksConnectNothing() {
        List<KernelAddress> twice =
                List.of(address(3, "10.0.0.2", "10.0.0.0/24"), address(2, "10.0.0.1", "10.0.0.0/24"));
        assertThat(resolve(view(twice), "10.0.0.9")).isEqualTo(via("10.0.0.9", ETH, 0));
        assertThat(resolve(view(List.of(address(77, "10.0.0.2", "10.0.0.0/24"))), "10.0.0.9"))
                .isEqualTo(new Unreachable(Reason.NO_ROUTE));
    }

    @Test
    void viewsAreEqualWhenTheirPartsAre() {
        assertThat(view(NODE00)).isEqualTo(view(NODE00)).hasSameHashCodeAs(view(NODE00));
        assertThat(view(NODE00)).isNotEqualTo(view(List.of())).isNotEqualTo(KernelView.EMPTY);
        assertThat(view(NODE00))
                .isNotEqualTo(view(NODE00, KernelRoute.blackhole(Prefix.parse("192.0.2.0/24"))))
                .isNotEqualTo("a view");
        assertThat(view(NODE00).toString()).contains("enp0s8", "172.17.8.0/24");
    }
}
