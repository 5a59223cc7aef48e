package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteChange;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelProgramTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.196.128/26");

    private static final IpAddress GATEWAY = IpAddress.parse("172.17.8.101");

    private static final KernelProgram ALL = new KernelProgram(new KernelConfig(true, RoutePolicy.ACCEPT_ALL, 0));

    private static final NextHopResolution VIA = new NextHopResolution.Via(GATEWAY, "enp0s8", 2, 0);

    private static final NextHopResolution NO_ROUTE =
            new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE);

    private static ResolvedRoute learned(NextHopResolution resolution) {
        RouteSource source = new RouteSource.FromPeer(
                new PeerId("a"), PeerType.INTERNAL, SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, GATEWAY, null);
        return new ResolvedRoute(new Route(Nlri.of(BLOCK), PathAttributes.EMPTY, source), resolution);
    }

    private static final ResolvedRoute OWN = new ResolvedRoute(Route.originated(BLOCK, "test"), ResolvedRoute.LOCAL);

    @Test
    void aLearnedRouteGoesToTheResolvedGateway() {
        assertThat(ALL.change(BLOCK, learned(VIA)))
                .isEqualTo(new RouteChange.Install(KernelRoute.via(BLOCK, GATEWAY, 2)));
        assertThat(ALL.describe(BLOCK, learned(VIA))).isEqualTo("via 172.17.8.101 dev enp0s8");
    }

    @Test
    void aRouteOfOurOwnIsABlackhole() {
        assertThat(ALL.change(BLOCK, OWN)).isEqualTo(new RouteChange.Install(KernelRoute.blackhole(BLOCK)));
        assertThat(ALL.describe(BLOCK, OWN)).isEqualTo("blackhole");
    }

    @Test
    void anUnreachableBestPathIsSaidToBeUnreachable() {
        assertThat(ALL.change(BLOCK, learned(NO_ROUTE)))
                .isEqualTo(new RouteChange.Install(KernelRoute.unreachable(BLOCK)));
        assertThat(ALL.describe(BLOCK, learned(NO_ROUTE))).isEqualTo("unreachable: NO_ROUTE");
    }

    @Test
    void aGatewayOfTheOtherFamilyIsLeftOutAndSaid() {
        NextHopResolution extended = new NextHopResolution.Via(IpAddress.parse("fd00::1"), "enp0s8", 2, 0);

        assertThat(ALL.change(BLOCK, learned(extended))).isEqualTo(new RouteChange.Withdraw(BLOCK));
        assertThat(ALL.describe(BLOCK, learned(extended)))
                .isEqualTo("not programmed: the gateway is of another address family");
    }

    @Test
    void noPathIsNoRoute() {
        assertThat(ALL.change(BLOCK, null)).isEqualTo(new RouteChange.Withdraw(BLOCK));
    }

    @Test
    void metricAndTableAreTheConfiguredOnesButABlackholeHasNoMetric() {
        KernelProgram program = new KernelProgram(new KernelConfig(true, RoutePolicy.ACCEPT_ALL, 1024, 100));

        assertThat(program.change(BLOCK, learned(VIA)))
                .isEqualTo(new RouteChange.Install(
                        KernelRoute.via(BLOCK, GATEWAY, 2).withMetric(1024).withTable(100)));
        assertThat(program.change(BLOCK, OWN))
                .isEqualTo(new RouteChange.Install(KernelRoute.blackhole(BLOCK).withTable(100)));
    }

    @Test
    void whatThePolicyRejectsIsNotProgrammed() {
        PolicyRule rule = new PolicyRule(PrefixMatch.exact(BLOCK), RouteAction.REJECT, "pool p needs tunl0");
        KernelProgram program =
                new KernelProgram(new KernelConfig(true, new RoutePolicy(List.of(rule), RouteAction.ACCEPT), 0));

        assertThat(program.change(BLOCK, learned(VIA))).isEqualTo(new RouteChange.Withdraw(BLOCK));
        assertThat(program.describe(BLOCK, learned(VIA))).isEqualTo("not programmed: pool p needs tunl0");
    }

    @Test
    void withoutAKernelNothingIs() {
        KernelProgram off = new KernelProgram(KernelConfig.OFF);

        assertThat(off.change(BLOCK, learned(VIA))).isEqualTo(new RouteChange.Withdraw(BLOCK));
        assertThat(off.describe(BLOCK, learned(VIA))).isEqualTo("off");
    }
}
