package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelView;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelReachabilityTest {

    private static final IpAddress OWN = IpAddress.parse("172.17.8.100");

    private static final IpAddress NEIGHBOR = IpAddress.parse("172.17.8.101");

    private static final IpAddress ROUTER = IpAddress.parse("172.17.8.1");

    private static final Prefix BEHIND = Prefix.parse("10.0.0.0/8");

    private static final Prefix HOSTED = Prefix.parse("12.0.0.0/8");

    private static final IpAddress ONLINK = IpAddress.parse("172.31.1.1");

    private static final Prefix NOWHERE = Prefix.parse("11.0.0.0/8");

    private final KernelReachability reachability = new KernelReachability(new KernelView(
            Map.of(2, new KernelLink(2, "enp0s8", true)),
            List.of(new KernelAddress(2, OWN, Prefix.parse("172.17.8.0/24"))),
            Map.of(
                    BEHIND,
                    KernelRoute.via(BEHIND, ROUTER, 2).withProtocol(3),
                    HOSTED,
                    KernelRoute.unicast(HOSTED, List.of(new KernelNextHop(ONLINK, 2, 1, true)))
                            .withProtocol(3),
                    NOWHERE,
                    KernelRoute.blackhole(NOWHERE).withProtocol(3))));

    private NextHopResolution resolved(String nextHop) {
        return reachability.resolve(IpAddress.parse(nextHop)).resolution();
    }

    @Test
    void aNeighborIsReachedDirectly() {
        assertThat(resolved(NEIGHBOR.toString())).isEqualTo(new NextHopResolution.Via(NEIGHBOR, "enp0s8", 2, 0));
    }

    @Test
    void whatIsBehindARouterIsReachedThroughIt() {
        assertThat(resolved("10.1.2.3")).isInstanceOfSatisfying(NextHopResolution.Via.class, via -> {
            assertThat(via.gateway()).isEqualTo(ROUTER);
            assertThat(via.interfaceIndex()).isEqualTo(2);
            assertThat(via.igpMetric()).isPositive();
            assertThat(via.onlink()).isFalse();
        });
    }

    @Test
    void aRouterThatNoAddressCoversIsSaidToBeOnlink() {
        assertThat(resolved("12.1.2.3"))
                .isEqualTo(new NextHopResolution.Via(ONLINK, "enp0s8", 2, NextHopResolution.Via.UNKNOWN_METRIC, true));
    }

    @Test
    void eachReasonForNotReachingIsKept() {
        assertThat(resolved("192.0.2.1")).isEqualTo(new NextHopResolution.Unreachable(Reason.NO_ROUTE));
        assertThat(resolved(OWN.toString())).isEqualTo(new NextHopResolution.Unreachable(Reason.LOCAL_ADDRESS));
        assertThat(resolved("11.1.1.1")).isEqualTo(new NextHopResolution.Unreachable(Reason.UNREACHABLE_ROUTE));
    }

    @Test
    void routesOfTheTableGoBeforeAllButConnectedOnesOfTheirLength() {
        assertThat(outrankedFrom(NEIGHBOR.toString())).isEqualTo(25);
        assertThat(outrankedFrom("10.1.2.3")).isEqualTo(8);
        assertThat(outrankedFrom("192.0.2.1")).isZero();
        assertThat(outrankedFrom(OWN.toString())).isEqualTo(33);
    }

    private int outrankedFrom(String nextHop) {
        return reachability.resolve(IpAddress.parse(nextHop)).outrankedFrom();
    }
}
