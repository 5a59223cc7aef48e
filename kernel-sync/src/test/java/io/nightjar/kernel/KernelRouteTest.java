package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelRouteTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.18.64/26");
    private static final Prefix BLOCK6 = Prefix.parse("fd80::/122");
    private static final IpAddress GATEWAY = IpAddress.parse("172.17.8.101");

    @Test
    void theOrderOfNextHopsIsNoDifference() {
        KernelNextHop a = KernelNextHop.via(GATEWAY, 2);
        KernelNextHop b = KernelNextHop.device(3);
        assertThat(KernelRoute.unicast(BLOCK, List.of(a, b, a))).isEqualTo(KernelRoute.unicast(BLOCK, List.of(b, a)));
    }

    @Test
    void anIpv6RouteWithoutMetricIsTheSameAsOneWithTheKernelsDefault() {
        assertThat(KernelRoute.blackhole(BLOCK6))
                .isEqualTo(KernelRoute.blackhole(BLOCK6).withMetric(1024));
        assertThat(KernelRoute.blackhole(BLOCK))
                .isNotEqualTo(KernelRoute.blackhole(BLOCK).withMetric(1024));
    }

    @Test
    void whateverIsDifferentMakesAnotherRoute() {
        KernelRoute route = KernelRoute.via(BLOCK, GATEWAY, 2);
        assertThat(List.of(
                        KernelRoute.via(BLOCK6, GATEWAY, 2),
                        KernelRoute.via(BLOCK, GATEWAY, 3),
                        KernelRoute.unreachable(BLOCK),
                        KernelRoute.blackhole(BLOCK),
                        route.withMetric(1),
                        route.withProtocol(80),
                        route.withTable(7),
                        route.withSource(GATEWAY)))
                .doesNotContain(route)
                .doesNotHaveDuplicates();
        assertThat(KernelRoute.via(BLOCK, GATEWAY, 2)).isEqualTo(route).hasSameHashCodeAs(route);
    }

    @Test
    void aSingleNextHopHasNoWeight() {
        KernelNextHop heavy = new KernelNextHop(GATEWAY, 2, 5, false);
        assertThat(KernelRoute.unicast(BLOCK, List.of(heavy))).isEqualTo(KernelRoute.via(BLOCK, GATEWAY, 2));
    }

    @Test
    void onlyRoutesOfOursThatSayEverythingCanBeInstalled() {
        List<KernelRoute> unfit = List.of(
                KernelRoute.via(BLOCK, GATEWAY, 0),
                KernelRoute.unicast(BLOCK, List.of()),
                new KernelRoute(BLOCK, RouteType.LOCAL, List.of(KernelNextHop.device(2)), 0, 12, 254),
                KernelRoute.blackhole(BLOCK).withProtocol(4));
        assertThat(unfit)
                .allSatisfy(
                        route -> assertThatIllegalArgumentException().isThrownBy(() -> new RouteChange.Install(route)));
        assertThat(new RouteChange.Install(KernelRoute.unreachable(BLOCK)).destination())
                .isEqualTo(BLOCK);
    }

    @Test
    void itsTextIsThatOfIpRoute() {
        assertThat(KernelRoute.blackhole(BLOCK)).hasToString("blackhole 192.168.18.64/26 proto 12");
        assertThat(KernelRoute.via(BLOCK, GATEWAY, 2).withMetric(1024).withTable(7))
                .hasToString("192.168.18.64/26 via 172.17.8.101 dev 2 proto 12 metric 1024 table 7");
        KernelNextHop heavy = new KernelNextHop(GATEWAY, 2, 5, true);
        assertThat(KernelRoute.unicast(BLOCK, List.of(heavy, KernelNextHop.device(3))))
                .hasToString("192.168.18.64/26 nexthop dev 3 nexthop via 172.17.8.101 dev 2 weight 5 onlink proto 12");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelRoute.blackhole(BLOCK).withMetric(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelRoute.blackhole(BLOCK).withMetric(KernelRoute.MAX_METRIC + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelNextHop(GATEWAY, 1, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelNextHop(GATEWAY, 1, 257, false));
        assertThatIllegalArgumentException().isThrownBy(() -> KernelNextHop.device(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelSyncSettings(
                        254, Duration.ZERO, InterfacePatterns.CALICO, InterfacePatterns.SERVICES));
    }

    @Test
    void operationsOnRoutesOfOthersCannotEvenBeExpressed() {
        KernelRoute own = KernelRoute.blackhole(BLOCK);
        KernelRoute foreign = own.withProtocol(4);
        assertThatIllegalArgumentException().isThrownBy(() -> new RouteOperation.Delete(foreign));
        assertThatIllegalArgumentException().isThrownBy(() -> new RouteOperation.Replace(foreign, own));
        assertThatIllegalArgumentException().isThrownBy(() -> new RouteOperation.Replace(own, own.withTable(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteOperation.Replace(own, KernelRoute.blackhole(Prefix.parse("10.9.0.0/16"))));
    }

    @Test
    void everyTypeIsFoundByItsNumberAndUnknownNumbersAreNone() {
        for (RouteType type : RouteType.values()) {
            assertThat(RouteType.ofNumber(type.number())).isEqualTo(type);
        }
        assertThat(RouteType.ofNumber(0)).isNull();
        assertThat(RouteType.ofNumber(12)).isNull();
    }

    @Test
    void interfacePatternsKnowStarsAndQuestionMarks() {
        InterfacePatterns patterns = InterfacePatterns.of("cali*", "eth?", "a*b.c");
        assertThat(List.of("cali1", "cali", "eth0", "aXXb.c")).allMatch(patterns::matches);
        assertThat(List.of("xcali", "eth10", "eth", "aXXbYc", "lo")).noneMatch(patterns::matches);
    }
}
