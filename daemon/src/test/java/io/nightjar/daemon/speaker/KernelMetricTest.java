package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteChange;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In Calico 3 the metric of a peer's route says what its LOCAL_PREF says. */
class KernelMetricTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.196.128/26");

    private static final IpAddress GATEWAY = IpAddress.parse("172.17.8.101");

    private static final NextHopResolution VIA = new NextHopResolution.Via(GATEWAY, "enp0s8", 2, 0);

    private static final NextHopResolution NO_ROUTE =
            new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE);

    private static final KernelProgram PROGRAM = new KernelProgram(
            new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN.withMetricOfLocalPref()), Map.of());

    private static KernelRoute programmed(Route route, NextHopResolution resolution) {
        RouteChange change = PROGRAM.change(BLOCK, Multipath.of(new ResolvedRoute(route, resolution)));
        return ((RouteChange.Install) change).route();
    }

    private static Route heard(PeerType type, PathAttributes attributes) {
        AsNumber peer = type == PeerType.INTERNAL ? SpeakerConfigs.AS : AsNumber.of(65001);
        RouteSource source =
                new RouteSource.FromPeer(new PeerId("a"), type, peer, SpeakerConfigs.IDENTIFIER, GATEWAY, null);
        return new Route(Nlri.of(BLOCK), attributes, source);
    }

    /** Each row: LOCAL_PREF, and the metric of the route, whether its next hop is reachable or not. */
    @ParameterizedTest
    @CsvSource({"2147482623, 1024", "2147483135, 512", "100, 2147483547", "2147481647, 2000"})
    void isTheMirrorOfLocalPrefEvenIfTheNextHopIsUnreachable(long localPref, long metric) {
        Route route = heard(PeerType.INTERNAL, PathAttributes.of(new NextHop(GATEWAY), new LocalPref(localPref)));
        assertThat(programmed(route, VIA))
                .isEqualTo(KernelRoute.via(BLOCK, GATEWAY, 2).withMetric(metric));
        assertThat(programmed(route, NO_ROUTE))
                .isEqualTo(KernelRoute.unreachable(BLOCK).withMetric(metric));
    }

    @Test
    void isThatOfTheDefaultLocalPrefForAnotherAutonomousSystem() {
        Route route =
                heard(PeerType.EXTERNAL, PathAttributes.of(AsPath.sequence(AsNumber.of(65001)), new NextHop(GATEWAY)));
        for (NextHopResolution resolution : List.of(VIA, NO_ROUTE)) {
            assertThat(programmed(route, resolution).metric()).isEqualTo(2147483547L);
        }
    }

    @Test
    void isNotSaidForABlackhole() {
        assertThat(programmed(Route.originated(BLOCK, "test"), ResolvedRoute.LOCAL))
                .isEqualTo(KernelRoute.blackhole(BLOCK));
    }
}
