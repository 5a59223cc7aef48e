package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.RouteType;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Learned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearningTest {

    private static final Prefix P = Prefix.parse("10.1.0.0/16");
    private static final int ETH = 2;
    private static final int CALI = 3;
    private static final int DOWN = 4;
    private static final Map<Integer, KernelLink> LINKS = Map.of(
            ETH, new KernelLink(ETH, "eth0", true),
            CALI, new KernelLink(CALI, "cali1", true),
            DOWN, new KernelLink(DOWN, "eth1", false));
    private static final KernelAddress ADDRESS =
            new KernelAddress(ETH, IpAddress.parse("172.17.8.100"), Prefix.parse("172.17.8.0/24"));

    private final List<RibCommand> told = new ArrayList<>();
    private final Learning learning = new Learning(told::add);

    private static KernelView view(KernelRoute... routes) {
        return new KernelView(
                LINKS,
                List.of(),
                Set.of(routes).stream().collect(Collectors.toMap(KernelRoute::destination, route -> route)));
    }

    private static KernelRoute felix(KernelNextHop... hops) {
        return KernelRoute.unicast(P, List.of(hops)).withProtocol(80).withMetric(512);
    }

    private static KernelNextHop via(String gateway, int link) {
        return KernelNextHop.via(IpAddress.parse(gateway), link);
    }

    private static Route route(@Nullable String gateway, String device) {
        return Route.learned(P, gateway == null ? null : IpAddress.parse(gateway), new Learned(80, 512, device));
    }

    /** What a table is told that has not learned anything yet. */
    private static Set<Route> routes(KernelView view) {
        RibCommand.Learn all = LearnedRoutes.difference(KernelView.EMPTY, view);
        assertThat(all.gone()).isEmpty();
        return all.routes();
    }

    private static Set<Route> learned(KernelRoute... routes) {
        KernelView plain = view(routes);
        KernelView addressed = new KernelView(plain.links(), List.of(ADDRESS), plain.foreignRoutes());
        Set<Route> all = new HashSet<>(routes(addressed));
        all.removeIf(route -> !route.prefix().equals(P));
        return all;
    }

    @Test
    void connectedNetworksAreLearned() {
        KernelView view = new KernelView(LINKS, List.of(ADDRESS), Map.of());
        assertThat(routes(view))
                .containsExactly(
                        Route.learned(Prefix.parse("172.17.8.0/24"), null, new Learned(Learned.CONNECTED, 0, "eth0")));
    }

    @Test
    void anIpv4LinkLocalNetworkIsLearnedLikeAnyOther() {
        Prefix network = Prefix.parse("169.254.10.0/30");
        KernelAddress address = new KernelAddress(ETH, IpAddress.parse("169.254.10.1"), network);
        assertThat(routes(new KernelView(LINKS, List.of(address), Map.of())))
                .containsExactly(Route.learned(network, null, new Learned(Learned.CONNECTED, 0, "eth0")));
    }

    @Test
    void anAddressOfALinkThatIsNotKnownConnectsNothing() {
        assertThat(routes(new KernelView(Map.of(), List.of(ADDRESS), Map.of()))).isEmpty();
    }

    @Test
    void aRouteHasItsMetricProtocolAndDevice() {
        assertThat(learned(felix(KernelNextHop.device(CALI)))).containsExactly(route(null, "cali1"));
        assertThat(learned(felix(via("172.17.8.1", ETH)))).containsExactly(route("172.17.8.1", "eth0"));
    }

    @Test
    void aRouteThatDiscardsHasNoDevice() {
        KernelRoute blackhole = new KernelRoute(P, RouteType.BLACKHOLE, List.of(), 512, 80, 254);
        assertThat(learned(blackhole)).containsExactly(route(null, ""));
    }

    @Test
    void severalNextHopsAreNone() {
        assertThat(learned(felix(via("172.17.8.1", ETH), via("172.17.8.2", ETH))))
                .containsExactly(route(null, ""));
    }

    @Test
    void whatLeadsNowhereIsNotLearned() {
        assertThat(learned(felix(KernelNextHop.device(DOWN)))).isEmpty();
        assertThat(learned(felix(KernelNextHop.device(99)))).isEmpty();
    }

    @Test
    void aGatewayNeedsNoAddressThatCoversIt() {
        KernelNextHop onlink = new KernelNextHop(IpAddress.parse("172.18.0.1"), ETH, 1, true);
        assertThat(learned(felix(onlink))).containsExactly(route("172.18.0.1", "eth0"));
        assertThat(learned(felix(via("172.18.0.1", ETH)))).containsExactly(route("172.18.0.1", "eth0"));
        assertThat(learned(felix(via("fe80::1", ETH)))).containsExactly(route("fe80::1", "eth0"));
        assertThat(learned(felix(via("fd00::1", ETH)))).containsExactly(route("fd00::1", "eth0"));
        assertThat(learned(felix(via("172.18.0.1", CALI)))).containsExactly(route("172.18.0.1", "cali1"));
    }

    @Test
    void nothingIsToldBeforeLearningIsConfigured() {
        learning.viewChanged(view(felix(KernelNextHop.device(CALI))));
        assertThat(told).isEmpty();
        learning.configure(true);
        assertThat(told).containsExactly(new RibCommand.Learn(Set.of(route(null, "cali1")), Set.of()));
        learning.configure(false);
        assertThat(told).last().isEqualTo(new RibCommand.Learn(Set.of(), Set.of(route(null, "cali1"))));
    }

    @Test
    void onlyWhatIsDifferentIsTold() {
        learning.configure(true);
        assertThat(told).isEmpty();
        learning.viewChanged(view(felix(KernelNextHop.device(CALI))));
        learning.viewChanged(view(felix(KernelNextHop.device(CALI))));
        learning.configure(true);
        assertThat(told).hasSize(1);
        learning.viewChanged(view());
        assertThat(told).hasSize(2);
    }
}
