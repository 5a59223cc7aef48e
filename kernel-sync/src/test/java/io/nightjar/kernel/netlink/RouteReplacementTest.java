package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.netlink.NetlinkRequests.Answer;
import io.nightjar.kernel.netlink.RouteRequest.Order;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The orders of a replacement, and what the answers make of them. */
class RouteReplacementTest {

    private static final Prefix PREFIX4 = Prefix.parse("192.168.7.0/24");
    private static final Prefix PREFIX6 = Prefix.parse("fd80:7::/64");
    private static final KernelRoute OLD4 = KernelRoute.via(PREFIX4, IpAddress.parse("10.9.0.2"), 2);
    private static final KernelRoute NEW4 = KernelRoute.via(PREFIX4, IpAddress.parse("10.9.0.3"), 2);
    private static final KernelRoute OLD6 = KernelRoute.via(PREFIX6, IpAddress.parse("fd09::2"), 2);
    private static final KernelRoute NEW6 = KernelRoute.blackhole(PREFIX6);
    private static final KernelRoute BRIDGE = NEW6.withMetric(KernelRoute.DEFAULT_IPV6_METRIC + 1);

    private static List<RouteRequest> order(Order order, KernelRoute route) {
        return List.of(new RouteRequest(order, route));
    }

    /** All rounds of a write to which the kernel answers like this, one error number for each order. */
    private static List<List<RouteRequest>> carriedOut(RouteReplacement write, int... errnos) {
        List<List<RouteRequest>> given = new ArrayList<>();
        int next = 0;
        for (int round = 0; round < RouteReplacement.ROUNDS; round++) {
            List<RouteRequest> requests = write.requests(round);
            for (RouteRequest request : requests) {
                write.answered(request, new Answer(errnos[next++], request.toString()));
            }
            if (!requests.isEmpty()) {
                given.add(requests);
            }
        }
        given.add(write.corrections());
        return given;
    }

    private static RouteReplacement replacing(KernelRoute old, KernelRoute route) {
        return RouteReplacement.of(new RouteOperation.Replace(old, route));
    }

    @Test
    void anIpv4RouteIsAppendedBeforeTheOldOneGoes() {
        assertThat(carriedOut(replacing(OLD4, NEW4), 0, 0))
                .containsExactly(order(Order.APPEND, NEW4), order(Order.DELETE, OLD4), List.of());
    }

    @Test
    void whatWasAppendedToAnothersRouteIsTakenBack() {
        RouteReplacement write = replacing(OLD4, NEW4);
        assertThat(carriedOut(write, 0, Errno.ESRCH))
                .containsExactly(order(Order.APPEND, NEW4), order(Order.DELETE, OLD4), order(Order.DELETE, NEW4));
        assertThat(write.failure().errno()).isEqualTo(Errno.ESRCH);
    }

    @Test
    void whatWasThereAlreadyIsNotTakenBack() {
        assertThat(carriedOut(replacing(OLD4, NEW4), Errno.EEXIST, Errno.ESRCH)).endsWith(List.<RouteRequest>of());
    }

    @Test
    void aRouteWithAnotherMetricIsAddedBeforeTheOldOneGoes() {
        KernelRoute route = NEW4.withMetric(50);
        assertThat(carriedOut(replacing(OLD4, route), 0, 0))
                .containsExactly(order(Order.ADD, route), order(Order.DELETE, OLD4), List.of());
        RouteReplacement refused = replacing(OLD4, route);
        assertThat(carriedOut(refused, Errno.EEXIST)).containsExactly(order(Order.ADD, route), List.of());
        assertThat(refused.failure().errno()).isEqualTo(Errno.EEXIST);
    }

    @Test
    void ipv6HopsAreAppendedAndDeletedOneByOne() {
        KernelRoute both = KernelRoute.unicast(
                PREFIX6, List.of(OLD6.nextHops().get(0), KernelNextHop.via(IpAddress.parse("fd09::3"), 2)));
        KernelRoute third = both.over(List.of(both.nextHops().get(1)));
        assertThat(carriedOut(replacing(OLD6, third), 0, 0))
                .containsExactly(order(Order.APPEND, third), order(Order.DELETE, OLD6), List.of());
        assertThat(carriedOut(replacing(both, OLD6), 0)).containsExactly(order(Order.DELETE, third), List.of());
    }

    @Test
    void whatIpv6CannotAppendCrossesABridge() {
        assertThat(carriedOut(replacing(OLD6, NEW6), 0, 0, 0))
                .containsExactly(
                        order(Order.BRIDGE, BRIDGE),
                        order(Order.DELETE, OLD6),
                        order(Order.ADD, NEW6),
                        order(Order.DELETE, BRIDGE));
        KernelRoute hinted = OLD6.withSource(IpAddress.parse("fd09::7"));
        assertThat(carriedOut(replacing(OLD6, hinted), Errno.EEXIST, 0, 0))
                .containsExactly(
                        order(Order.BRIDGE, hinted.withMetric(1025)),
                        order(Order.DELETE, OLD6),
                        order(Order.ADD, hinted),
                        List.of());
    }

    @Test
    void aBridgeThatLeadsNowhereIsTakenAway() {
        RouteReplacement gone = replacing(OLD6, NEW6);
        assertThat(carriedOut(gone, 0, Errno.ESRCH))
                .containsExactly(order(Order.BRIDGE, BRIDGE), order(Order.DELETE, OLD6), order(Order.DELETE, BRIDGE));
        assertThat(gone.failure().errno()).isEqualTo(Errno.ESRCH);
        RouteReplacement taken = replacing(OLD6, NEW6);
        assertThat(carriedOut(taken, 0, 0, Errno.EEXIST)).endsWith(order(Order.DELETE, BRIDGE));
        assertThat(taken.failure().errno()).isEqualTo(Errno.EEXIST);
        assertThat(carriedOut(replacing(OLD6, NEW6), Errno.ENODEV))
                .containsExactly(order(Order.BRIDGE, BRIDGE), List.of());
    }

    @Test
    void theGreatestMetricHasItsBridgeInFront() {
        KernelRoute last = NEW6.withMetric(KernelRoute.MAX_METRIC);
        assertThat(replacing(OLD6.withMetric(KernelRoute.MAX_METRIC), last).requests(0))
                .isEqualTo(order(Order.BRIDGE, NEW6.withMetric(KernelRoute.MAX_METRIC - 1)));
    }
}
