package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForeignHopsTest {

    private static final Prefix PREFIX = Prefix.parse("2001:db8:aa::/48");
    private static final KernelRoute OURS = over("fd17::1");
    private static final KernelRoute SHARED = over("fd17::1", "fd17::2");
    private static final KernelRoute THEIRS = over("fd17::2").withProtocol(ForeignHops.UNKNOWN_PROTOCOL);

    private final ForeignHops hops = new ForeignHops();

    private static KernelRoute over(String... gateways) {
        return KernelRoute.unicast(
                PREFIX,
                Stream.of(gateways)
                        .map(gateway -> KernelNextHop.via(IpAddress.parse(gateway), 3))
                        .toList());
    }

    @Test
    void aHopThatWasDeniedAndIsShownAgainIsSomebodyElses() {
        hops.denied(new RouteOperation.Replace(SHARED, OURS));
        assertThat(hops.apart(List.of(SHARED))).containsExactly(THEIRS, OURS);
        assertThat(hops.apart(List.of(SHARED))).containsExactly(THEIRS, OURS);
    }

    @Test
    void whatAScanDoesNotShowIsForgotten() {
        hops.denied(new RouteOperation.Replace(SHARED, OURS));
        assertThat(hops.apart(List.of(OURS))).containsExactly(OURS);
        assertThat(hops.apart(List.of(SHARED))).containsExactly(SHARED);
    }

    @Test
    void whereSomethingHappensNothingIsKnown() {
        hops.denied(new RouteOperation.Replace(SHARED, OURS));
        hops.forget(PREFIX);
        assertThat(hops.apart(List.of(SHARED))).containsExactly(SHARED);
        hops.denied(new RouteOperation.Replace(SHARED, OURS));
        hops.forgetAll();
        assertThat(hops.apart(List.of(SHARED))).containsExactly(SHARED);
    }

    @Test
    void whatIsShownInAnothersNameStaysAsItIs() {
        hops.denied(new RouteOperation.Replace(SHARED, OURS));
        KernelRoute besides = SHARED.withMetric(77);
        assertThat(hops.apart(List.of(SHARED.withProtocol(4), besides)))
                .containsExactly(SHARED.withProtocol(4), besides);
    }

    @Test
    void aRouteOfWhichEveryHopWasDeniedHasComeBack() {
        hops.denied(new RouteOperation.Delete(SHARED));
        assertThat(hops.apart(List.of(SHARED))).containsExactly(SHARED);
    }

    @Test
    void otherHopsOfADeniedRouteAreTheirsUntilOneOfOursIsThere() {
        hops.denied(new RouteOperation.Replace(
                over("fd17::1", "fd17::2"), over("fd17::3").withMetric(77)));
        assertThat(hops.apart(List.of(over("fd17::2", "fd17::3")))).containsExactly(THEIRS, over("fd17::3"));
    }

    @Test
    void nothingIsLearntFromIpv4OrFromAdditions() {
        KernelRoute ipv4 = KernelRoute.via(Prefix.parse("10.1.0.0/24"), IpAddress.parse("10.9.0.2"), 3);
        hops.denied(new RouteOperation.Delete(ipv4));
        hops.denied(new RouteOperation.Add(SHARED));
        assertThat(hops.apart(List.of(ipv4, SHARED))).containsExactly(ipv4, SHARED);
    }
}
