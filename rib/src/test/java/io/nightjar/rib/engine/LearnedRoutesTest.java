package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.route.RouteSource.Learned;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Routes that the kernel has, and we have not put there. */
class LearnedRoutesTest {

    private static final Prefix P = Prefix.parse("10.1.0.0/16");
    private static final Prefix V6 = Prefix.parse("fd01::/64");
    private static final Learned FELIX = new Learned(80, 512, "cali1");

    private final TestTable table = new TestTable();
    private final TestPeer inside = TestPeer.internal(1);
    private final TestPeer outside = TestPeer.external(2, 65002);

    private static Route route(Learned source) {
        return Route.learned(P, null, source);
    }

    private static Route via(String gateway) {
        return Route.learned(P, IpAddress.parse(gateway), FELIX);
    }

    private void learn(Route... routes) {
        table.apply(new RibCommand.Learn(Set.of(routes), Set.of()));
    }

    private void forget(Route... routes) {
        table.apply(new RibCommand.Learn(Set.of(), Set.of(routes)));
    }

    private @Nullable RouteSource best() {
        ResolvedRoute best = table.listener().best().get(P);
        return best == null ? null : best.route().source();
    }

    private List<SelectionReason> steps() {
        return table.view().destination(P).orElseThrow().routes().stream()
                .map(RouteView::step)
                .toList();
    }

    @Test
    void onlyWhatIsDifferentIsTouched() {
        Route other = Route.learned(V6, null, FELIX);
        learn(route(FELIX), other);
        assertThat(table.listener().best()).containsOnlyKeys(P, V6);
        forget(other);
        assertThat(table.listener().best()).containsOnlyKeys(P);
        int batches = table.listener().batches().size();
        learn(route(FELIX));
        forget(other);
        assertThat(table.listener().batches()).hasSize(batches);
        forget(route(FELIX));
        assertThat(table.listener().best()).isEmpty();
    }

    @Test
    void anotherMetricIsAnotherRouteInTheSamePlace() {
        learn(route(FELIX));
        learn(route(new Learned(80, 1024, "cali1")));
        assertThat(best()).isEqualTo(new Learned(80, 1024, "cali1"));
        assertThat(table.view().destination(P).orElseThrow().routes()).hasSize(1);
    }

    @Test
    void theOrderIsConnectedOwnOfAPeerOfOthers() {
        Learned connected = new Learned(Learned.CONNECTED, 0, "eth0");
        table.up(inside);
        learn(route(FELIX));
        assertThat(best()).isEqualTo(FELIX);
        table.announce(inside, TestAttributes.internal("10.0.0.1"), P.toString());
        assertThat(best()).isEqualTo(inside.source());
        table.originate(P.toString());
        assertThat(best()).isInstanceOf(RouteSource.Originated.class);
        learn(route(FELIX), route(connected));
        assertThat(best()).isEqualTo(connected);
        assertThat(steps()).hasSize(4).containsOnly(SelectionReason.SOURCE_PREFERENCE);
    }

    @Test
    void theSourceIsExplained() {
        learn(route(FELIX));
        RouteView view = table.view().destination(P).orElseThrow().routes().get(0);
        assertThat(view.verdict().accepted()).isTrue();
        assertThat(view.verdict().origin()).isEqualTo("dev cali1 proto 80 metric 512");
        assertThat(new Learned(4, 0, "")).hasToString("proto 4");
    }

    @Test
    void theKernelSaysHowItIsReachedWhateverCoversTheGateway() {
        table.up(inside);
        table.announce(inside, TestAttributes.internal("10.0.0.1"), "10.9.9.0/24");
        learn(via("10.9.9.9"));
        assertThat(table.listener().best().get(P).resolution())
                .isEqualTo(new NextHopResolution.Via(IpAddress.parse("10.9.9.9"), "cali1", 0, 0));
        table.apply(new RibCommand.NextHopsChanged(nextHop -> NextHopResolver.Match.certain(
                new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE))));
        assertThat(table.listener().best().get(P).reachable()).isTrue();
    }

    @Test
    void nextHopsAreStillForTheKernelToAnswer() {
        NextHopResolution eth = new NextHopResolution.Via(IpAddress.parse("10.1.0.1"), "eth0", 2, 0);
        table.apply(new RibCommand.NextHopsChanged(nextHop -> new NextHopResolver.Match(eth, 16)));
        learn(route(new Learned(Learned.CONNECTED, 0, "eth0")), route(FELIX));
        table.up(inside);
        table.announce(inside, TestAttributes.internal("10.1.0.1"), "10.2.0.0/16");
        assertThat(table.listener().best().get(Prefix.parse("10.2.0.0/16")).resolution())
                .isEqualTo(eth);
    }

    @Test
    void aRouteToADeviceIsAnnouncedWithOurAddress() {
        table.up(inside);
        table.up(outside);
        learn(route(FELIX));
        assertThat(told(inside)).isEqualTo(TestPeer.OWN_ADDRESS);
        assertThat(told(outside)).isEqualTo(TestPeer.OWN_ADDRESS);
        forget(route(FELIX));
        assertThat(table.view().advertised(inside.id())).isEmpty();
    }

    @Test
    void aGatewayIsToldToOurAsOnly() {
        table.up(inside);
        table.up(outside);
        learn(via("172.16.0.9"));
        assertThat(told(inside)).isEqualTo(IpAddress.parse("172.16.0.9"));
        assertThat(told(outside)).isEqualTo(TestPeer.OWN_ADDRESS);
    }

    @Test
    void aLinkLocalGatewayIsToldToNobody() {
        table.up(inside);
        learn(via("169.254.1.1"));
        assertThat(told(inside)).isEqualTo(TestPeer.OWN_ADDRESS);
    }

    @Test
    void aNextHopThatIsAlwaysOursIsOurs() {
        TestPeer self = inside.withNextHop(NextHopMode.SELF);
        table.up(self);
        learn(via("172.16.0.9"));
        assertThat(told(self)).isEqualTo(TestPeer.OWN_ADDRESS);
    }

    @Test
    void theExportIsExplained() {
        table.up(inside);
        learn(route(FELIX));
        assertThat(table.view().exportVerdict(inside.id(), P).orElseThrow().reason())
                .isEqualTo(ExportReason.ADVERTISED);
    }

    private IpAddress told(TestPeer peer) {
        return table.view().advertised(peer.id()).stream()
                .filter(route -> route.prefix().equals(P))
                .map(Route::nextHop)
                .findFirst()
                .orElseThrow();
    }
}
