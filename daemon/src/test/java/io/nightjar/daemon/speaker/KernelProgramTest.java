package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteChange;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelProgramTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.196.128/26");

    private static final IpAddress GATEWAY = IpAddress.parse("172.17.8.101");

    private static final KernelProgram ALL = program(KernelRouteForm.PLAIN);

    private static KernelProgram program(KernelRouteForm form) {
        return new KernelProgram(new KernelConfig(true, RoutePolicy.ACCEPT_ALL, form), Map.of("tunl0", 9));
    }

    private static final NextHopResolution VIA = new NextHopResolution.Via(GATEWAY, "enp0s8", 2, 0);

    private static final NextHopResolution NO_ROUTE =
            new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE);

    private static Multipath learned(NextHopResolution resolution) {
        return Multipath.of(path("172.17.8.101", resolution));
    }

    private static ResolvedRoute path(String nextHop, NextHopResolution resolution) {
        RouteSource source = new RouteSource.FromPeer(
                new PeerId("a"), PeerType.INTERNAL, SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, GATEWAY, null);
        PathAttributes attributes = PathAttributes.of(new NextHop(IpAddress.parse(nextHop)));
        return new ResolvedRoute(new Route(Nlri.of(BLOCK), attributes, source), resolution);
    }

    private static RouteChange announced(KernelRoute route) {
        return new RouteChange.Install(route, new PeerId("a"));
    }

    private static ResolvedRoute neighbor(String address) {
        return path(address, new NextHopResolution.Via(IpAddress.parse(address), "enp0s8", 2, 0));
    }

    private static final Multipath OWN =
            Multipath.of(new ResolvedRoute(Route.originated(BLOCK, "test"), ResolvedRoute.LOCAL));

    @Test
    void whatTheKernelHasAlreadyIsNotWrittenBack() {
        for (int protocol : new int[] {RouteSource.Learned.CONNECTED, 80}) {
            Route route = Route.learned(BLOCK, GATEWAY, new RouteSource.Learned(protocol, 512, "enp0s8"));
            Multipath paths = Multipath.of(ResolvedRoute.known(route));
            assertThat(ALL.change(BLOCK, paths)).isEqualTo(new RouteChange.Withdraw(BLOCK));
            assertThat(ALL.describe(paths)).isEqualTo("not programmed: it is in the kernel already");
        }
    }

    @Test
    void aLearnedRouteGoesToTheResolvedGateway() {
        assertThat(ALL.change(BLOCK, learned(VIA))).isEqualTo(announced(KernelRoute.via(BLOCK, GATEWAY, 2)));
        assertThat(ALL.describe(learned(VIA))).isEqualTo("via 172.17.8.101 dev enp0s8");
    }

    @Test
    void aRouteOfOurOwnIsABlackhole() {
        assertThat(ALL.change(BLOCK, OWN)).isEqualTo(new RouteChange.Install(KernelRoute.blackhole(BLOCK)));
        assertThat(ALL.describe(OWN)).isEqualTo("blackhole");
    }

    @Test
    void anUnreachableBestPathIsSaidToBeUnreachable() {
        assertThat(ALL.change(BLOCK, learned(NO_ROUTE))).isEqualTo(announced(KernelRoute.unreachable(BLOCK)));
        assertThat(ALL.describe(learned(NO_ROUTE))).isEqualTo("unreachable: NO_ROUTE");
    }

    @Test
    void anIpv4RouteMayLeadToAnIpv6Gateway() {
        IpAddress gateway = IpAddress.parse("fd00::1");
        NextHopResolution extended = new NextHopResolution.Via(gateway, "enp0s8", 2, 0);

        assertThat(ALL.change(BLOCK, learned(extended))).isEqualTo(announced(KernelRoute.via(BLOCK, gateway, 2)));
        assertThat(ALL.describe(learned(extended))).isEqualTo("via fd00::1 dev enp0s8");
    }

    @Test
    void equalPathsShareThePackets() {
        Multipath three =
                new Multipath(List.of(neighbor("172.17.8.103"), neighbor("172.17.8.101"), neighbor("172.17.8.102")));

        assertThat(hops(ALL, three)).containsExactly("172.17.8.101", "172.17.8.102", "172.17.8.103");
        assertThat(hops(program(new KernelRouteForm(0, 2, List.of(), List.of())), three))
                .containsExactly("172.17.8.101", "172.17.8.102");
        KernelProgram bestOnly = program(new KernelRouteForm(0, 1, List.of(), List.of()));
        assertThat(hops(bestOnly, three)).containsExactly("172.17.8.103");
        assertThat(bestOnly.describe(three)).isEqualTo("via 172.17.8.103 dev enp0s8");
        assertThat(ALL.describe(new Multipath(List.of(neighbor("172.17.8.103"), neighbor("172.17.8.101")))))
                .isEqualTo("via 172.17.8.101 dev enp0s8, via 172.17.8.103 dev enp0s8");
    }

    @Test
    void twoPathsThroughOneGatewayAreOneNextHop() {
        Multipath same = new Multipath(List.of(path("10.0.0.1", VIA), path("10.0.0.2", VIA)));

        assertThat(hops(ALL, same)).containsExactly(GATEWAY.toString());
    }

    @Test
    void aGatewayThatIsOnlinkIsWrittenSo() {
        NextHopResolution onlink = new NextHopResolution.Via(GATEWAY, "enp0s8", 2, 0, true);
        KernelNextHop hop = new KernelNextHop(GATEWAY, 2, 1, true);

        assertThat(ALL.change(BLOCK, learned(onlink))).isEqualTo(announced(KernelRoute.unicast(BLOCK, List.of(hop))));
        assertThat(ALL.describe(learned(onlink))).isEqualTo("via 172.17.8.101 dev enp0s8 onlink");
    }

    @Test
    void oneGatewayIsOneNextHopAndOnlinkIfOnePathSaysSo() {
        NextHopResolution onlink = new NextHopResolution.Via(GATEWAY, "enp0s8", 2, 0, true);
        KernelNextHop hop = new KernelNextHop(GATEWAY, 2, 1, true);
        KernelRoute route = KernelRoute.unicast(BLOCK, List.of(hop));
        ResolvedRoute first = path("10.0.0.1", VIA);
        ResolvedRoute second = path("10.0.0.2", onlink);

        assertThat(ALL.change(BLOCK, new Multipath(List.of(first, second)))).isEqualTo(announced(route));
        assertThat(ALL.change(BLOCK, new Multipath(List.of(second, first)))).isEqualTo(announced(route));
    }

    private static List<String> hops(KernelProgram program, Multipath paths) {
        RouteChange.Install install = (RouteChange.Install) program.change(BLOCK, paths);
        return install.route().nextHops().stream()
                .map(hop -> String.valueOf(hop.gateway()))
                .toList();
    }

    @Test
    void aTunnelLeadsToTheBgpNextHopWhateverRouterIsBetween() {
        TunnelRule always = new TunnelRule(Prefix.parse("192.168.0.0/16"), "tunl0", List.of(), "pool");
        KernelProgram tunnels = program(KernelRouteForm.PLAIN.withTunnels(List.of(always)));
        Multipath behind = Multipath.of(path("172.18.0.5", VIA));
        KernelNextHop wrapped = new KernelNextHop(IpAddress.parse("172.18.0.5"), 9, 1, true);

        assertThat(tunnels.change(BLOCK, behind)).isEqualTo(announced(KernelRoute.unicast(BLOCK, List.of(wrapped))));
        assertThat(tunnels.describe(behind)).isEqualTo("via 172.18.0.5 dev tunl0 onlink");
        assertThat(tunnels.change(BLOCK, OWN)).isEqualTo(new RouteChange.Install(KernelRoute.blackhole(BLOCK)));
        assertThat(tunnels.change(BLOCK, learned(NO_ROUTE))).isEqualTo(announced(KernelRoute.unreachable(BLOCK)));
    }

    @Test
    void withoutTheTunnelOrInsideTheOwnSubnetRoutesArePlain() {
        TunnelRule missing = new TunnelRule(Prefix.parse("192.168.0.0/16"), "tunl7", List.of(), "pool");
        TunnelRule crossSubnet =
                new TunnelRule(Prefix.parse("192.168.0.0/16"), "tunl0", List.of(Prefix.parse("172.17.8.0/24")), "pool");
        TunnelRule elsewhere = new TunnelRule(Prefix.parse("10.0.0.0/8"), "tunl0", List.of(), "pool");
        RouteChange plain = announced(KernelRoute.via(BLOCK, GATEWAY, 2));

        for (TunnelRule rule : List.of(missing, crossSubnet, elsewhere)) {
            KernelProgram tunnels = program(KernelRouteForm.PLAIN.withTunnels(List.of(rule)));
            assertThat(tunnels.change(BLOCK, learned(VIA))).isEqualTo(plain);
        }
        KernelProgram across = program(KernelRouteForm.PLAIN.withTunnels(List.of(crossSubnet)));
        assertThat(hops(across, Multipath.of(path("172.18.0.5", VIA)))).containsExactly("172.18.0.5");
    }

    @Test
    void aSourceAddressIsThatOfTheFamily() {
        IpAddress source = IpAddress.parse("172.17.8.100");
        KernelProgram four = program(new KernelRouteForm(0, 16, List.of(source), List.of()));
        KernelProgram six = program(new KernelRouteForm(0, 16, List.of(IpAddress.parse("fd00::9")), List.of()));

        assertThat(four.change(BLOCK, learned(VIA)))
                .isEqualTo(announced(KernelRoute.via(BLOCK, GATEWAY, 2).withSource(source)));
        assertThat(six.change(BLOCK, learned(VIA))).isEqualTo(announced(KernelRoute.via(BLOCK, GATEWAY, 2)));
    }

    @Test
    void aStaticRouteLeadsToItsGatewayWithoutAMetric() {
        Route route = Route.via(BLOCK, GATEWAY, "reachableBy");
        KernelProgram program = program(KernelRouteForm.PLAIN.withMetric(1024));

        assertThat(program.change(BLOCK, Multipath.of(new ResolvedRoute(route, VIA))))
                .isEqualTo(new RouteChange.Install(KernelRoute.via(BLOCK, GATEWAY, 2)));
        Multipath idle = Multipath.of(new ResolvedRoute(route, NO_ROUTE));
        assertThat(program.change(BLOCK, idle)).isEqualTo(new RouteChange.Withdraw(BLOCK));
        assertThat(program.describe(idle)).isEqualTo("not programmed: its gateway is unreachable: NO_ROUTE");
    }

    @Test
    void anIpv6StaticRouteIsOnlinkAsARouteOfAPeerMayCoverItsGateway() {
        Prefix host = Prefix.parse("fd00:98::7/128");
        IpAddress gateway = IpAddress.parse("fd00:17::200");
        Route route = Route.via(host, gateway, "reachableBy");
        ResolvedRoute path = new ResolvedRoute(route, new NextHopResolution.Via(gateway, "enp0s8", 2, 0));
        KernelNextHop hop = new KernelNextHop(gateway, 2, 1, true);

        assertThat(ALL.change(host, Multipath.of(path)))
                .isEqualTo(new RouteChange.Install(KernelRoute.unicast(host, List.of(hop))));
        assertThat(ALL.describe(Multipath.of(path))).isEqualTo("via fd00:17::200 dev enp0s8 onlink");
    }

    @Test
    void noPathIsNoRoute() {
        assertThat(ALL.change(BLOCK, null)).isEqualTo(new RouteChange.Withdraw(BLOCK));
    }

    @Test
    void metricAndTableAreTheConfiguredOnesButABlackholeHasNoMetric() {
        KernelProgram program = new KernelProgram(
                new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN.withMetric(1024)).withTable(100),
                Map.of());

        assertThat(program.change(BLOCK, learned(VIA)))
                .isEqualTo(announced(
                        KernelRoute.via(BLOCK, GATEWAY, 2).withMetric(1024).withTable(100)));
        assertThat(program.change(BLOCK, OWN))
                .isEqualTo(new RouteChange.Install(KernelRoute.blackhole(BLOCK).withTable(100)));
    }

    @Test
    void whatThePolicyRejectsIsNotProgrammed() {
        PolicyRule rule = new PolicyRule(PrefixMatch.exact(BLOCK), RouteAction.REJECT, "pool p needs tunl0");
        KernelProgram program = new KernelProgram(
                new KernelConfig(true, new RoutePolicy(List.of(rule), RouteAction.ACCEPT), KernelRouteForm.PLAIN),
                Map.of());

        assertThat(program.change(BLOCK, learned(VIA))).isEqualTo(new RouteChange.Withdraw(BLOCK));
        assertThat(program.describe(learned(VIA))).isEqualTo("not programmed: pool p needs tunl0");
    }

    /** Each path is asked about: a node to which Felix encrypts may be one of several. */
    @Test
    void ofEqualPathsThoseThatThePolicyRejectsCarryNothing() {
        PolicyRule rule = new PolicyRule(
                PrefixMatch.orLonger(Prefix.IPV4_DEFAULT),
                SourceMatch.ANY,
                new RouteCondition.NextHopIn(Set.of(IpAddress.parse("172.17.8.102"))),
                RouteAction.REJECT,
                List.of(),
                "WireGuard");
        KernelProgram program = new KernelProgram(
                new KernelConfig(true, new RoutePolicy(List.of(rule), RouteAction.ACCEPT), KernelRouteForm.PLAIN),
                Map.of());
        ResolvedRoute rejected = neighbor("172.17.8.102");

        assertThat(hops(program, new Multipath(List.of(neighbor("172.17.8.101"), rejected))))
                .containsExactly("172.17.8.101");
        assertThat(hops(program, new Multipath(List.of(neighbor("172.17.8.103"), rejected, neighbor("172.17.8.101")))))
                .containsExactly("172.17.8.101", "172.17.8.103");
        assertThat(program.change(BLOCK, new Multipath(List.of(rejected, neighbor("172.17.8.101")))))
                .isEqualTo(new RouteChange.Withdraw(BLOCK));
    }

    /** Unlike BIRD, which would send packets to a node behind a router without the tunnel that they need. */
    @Test
    void equalPathsLeadThroughTheTunnelAsASingleOneDoes() {
        TunnelRule always = new TunnelRule(Prefix.parse("192.168.0.0/16"), "tunl0", List.of(), "pool");
        KernelProgram tunnels = program(KernelRouteForm.PLAIN.withTunnels(List.of(always)));

        assertThat(tunnels.describe(new Multipath(List.of(neighbor("172.17.8.103"), neighbor("172.17.8.101")))))
                .isEqualTo("via 172.17.8.101 dev tunl0 onlink, via 172.17.8.103 dev tunl0 onlink");
    }

    @Test
    void withoutAKernelNothingIs() {
        KernelProgram off = new KernelProgram(KernelConfig.OFF, Map.of());

        assertThat(off.change(BLOCK, learned(VIA))).isEqualTo(new RouteChange.Withdraw(BLOCK));
        assertThat(off.describe(learned(VIA))).isEqualTo("off");
    }
}
