package io.nightjar.rib.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable.Reason;
import io.nightjar.rib.nexthop.NextHopResolution.Via;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine with 10.9.0.0/24 connected and a default route through 10.9.0.254. */
class CoverageTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.1.0/26");
    private static final TestPeer PEER = TestPeer.internal(1);
    private static final IpAddress ROUTER = IpAddress.parse("10.9.0.254");
    private static final NextHopResolution UP = new Via(ROUTER, "eth0", 2, Via.UNKNOWN_METRIC);

    private final LocRib locRib = new LocRib(CoverageTest::machine);

    private static NextHopResolver.Match machine(IpAddress nextHop) {
        return Prefix.parse("10.9.0.0/24").contains(nextHop)
                ? new NextHopResolver.Match(new Via(nextHop, "eth0", 2, 0), 25)
                : new NextHopResolver.Match(UP, 0);
    }

    private void announce(String prefix, String nextHop) {
        locRib.put(route(prefix, nextHop));
    }

    private static Route route(String prefix, String nextHop) {
        return new Route(Nlri.of(Prefix.parse(prefix)), TestAttributes.internal(nextHop), PEER.source());
    }

    private NextHopResolution resolution() {
        locRib.decide();
        ResolvedRoute best = locRib.best(BLOCK);
        assertThat(best).isNotNull();
        return best.resolution();
    }

    private static NextHopResolution unreachable(Reason reason) {
        return new NextHopResolution.Unreachable(reason);
    }

    @Test
    void aNextHopIsNotReachedThroughABgpRoute() {
        announce(BLOCK.toString(), "172.16.0.1");
        assertThat(resolution()).isEqualTo(UP);
        announce("172.16.0.0/16", "10.9.0.1");
        assertThat(resolution()).isEqualTo(unreachable(Reason.BGP_ROUTE));
        locRib.remove(Nlri.of(Prefix.parse("172.16.0.0/16")), PEER.source());
        assertThat(resolution()).isEqualTo(UP);
    }

    @Test
    void aBgpRouteGoesBeforeAnotherRouteOfTheSameLengthButNotBeforeAConnectedOne() {
        announce(BLOCK.toString(), "172.16.0.1");
        announce("0.0.0.0/0", "10.9.0.1");
        assertThat(resolution()).isEqualTo(unreachable(Reason.BGP_ROUTE));
        announce(BLOCK.toString(), "10.9.0.1");
        announce("10.9.0.0/24", "10.9.0.1");
        assertThat(resolution()).isEqualTo(new Via(IpAddress.parse("10.9.0.1"), "eth0", 2, 0));
        announce("10.9.0.0/25", "10.9.0.1");
        assertThat(resolution()).isEqualTo(unreachable(Reason.BGP_ROUTE));
    }

    @Test
    void aRouteThatCoversItsOwnNextHopIsOfNoUse() {
        announce("172.16.0.0/16", "172.16.0.1");
        locRib.decide();
        assertThat(locRib.best(Prefix.parse("172.16.0.0/16")).resolution()).isEqualTo(unreachable(Reason.BGP_ROUTE));
        assertThat(locRib.decide()).isEmpty();
    }

    @Test
    void aStaticRouteLeadsTheWay() {
        announce(BLOCK.toString(), "172.16.0.1");
        announce("172.16.0.0/16", "10.9.0.1");
        locRib.put(Route.via(Prefix.parse("172.16.0.1/32"), IpAddress.parse("10.9.0.7"), "reachableBy"));
        assertThat(resolution()).isEqualTo(new Via(IpAddress.parse("10.9.0.7"), "eth0", 2, Via.UNKNOWN_METRIC));
        locRib.put(Route.via(Prefix.parse("172.16.0.1/32"), IpAddress.parse("10.9.0.8"), "reachableBy"));
        assertThat(resolution()).isEqualTo(new Via(IpAddress.parse("10.9.0.8"), "eth0", 2, Via.UNKNOWN_METRIC));
    }

    @Test
    void whatComesAndGoesBeforeADecisionLeavesNoTrace() {
        announce("172.16.0.0/16", "10.9.0.1");
        locRib.decide();
        Route passing = Route.via(Prefix.parse("172.16.0.0/16"), IpAddress.parse("10.9.0.7"), "reachableBy");
        locRib.put(passing);
        announce(BLOCK.toString(), "172.16.0.1");
        locRib.remove(passing.nlri(), passing.source());
        assertThat(resolution()).isEqualTo(unreachable(Reason.BGP_ROUTE));
    }

    /** A peer must not be able to cut the way to another one, which is what a static route is there for. */
    @ParameterizedTest
    @ValueSource(strings = {"10.9.0.7/32", "10.9.0.0/25", "10.9.0.0/24", "10.0.0.0/8"})
    void noBgpRouteGetsBetweenAStaticRouteAndItsGateway(String covering) {
        Prefix behind = Prefix.parse("172.16.0.1/32");
        IpAddress gateway = IpAddress.parse("10.9.0.7");
        Via way = new Via(gateway, "eth0", 2, 0);
        locRib.put(Route.via(behind, gateway, "reachableBy"));
        announce(BLOCK.toString(), "172.16.0.1");
        assertThat(resolution()).isEqualTo(way.withUnknownMetric());
        announce(covering, "10.9.0.1");
        assertThat(resolution()).isEqualTo(way.withUnknownMetric());
        assertThat(locRib.best(behind).resolution()).isEqualTo(way);
        assertThat(locRib.explain(behind).best().resolution()).isEqualTo(way);
        assertThat(locRib.device(locRib.best(behind).route())).isEqualTo("eth0");
    }

    @Test
    void aNextHopThatIsAGatewayAsWellHasBothAnswers() {
        Prefix behind = Prefix.parse("172.16.0.1/32");
        locRib.put(Route.via(behind, IpAddress.parse("10.9.0.7"), "reachableBy"));
        announce(BLOCK.toString(), "10.9.0.7");
        announce(behind.toString(), "10.9.0.7");
        announce("10.9.0.0/25", "10.9.0.1");
        assertThat(resolution()).isEqualTo(unreachable(Reason.BGP_ROUTE));
        assertThat(locRib.best(behind).reachable()).isTrue();
        assertThat(locRib.best(behind).route().isOriginated()).isTrue();
        locRib.remove(Nlri.of(Prefix.parse("10.9.0.0/25")), PEER.source());
        assertThat(resolution()).isEqualTo(new Via(IpAddress.parse("10.9.0.7"), "eth0", 2, 0));
        locRib.replaceResolver(
                nextHop -> new NextHopResolver.Match(unreachable(Reason.NO_ROUTE), 0), NextHopResolver.EVERYWHERE);
        locRib.decide();
        assertThat(locRib.best(behind).reachable()).isFalse();
    }

    @Test
    void whatIsBehindAGatewayThatIsOnlinkIsReachedOnlink() {
        locRib.replaceResolver(
                nextHop -> new NextHopResolver.Match(new Via(ROUTER, "eth0", 2, 0, true), 0),
                NextHopResolver.EVERYWHERE);
        announce(BLOCK.toString(), "172.16.0.1");
        locRib.put(Route.via(Prefix.parse("172.16.0.1/32"), IpAddress.parse("10.9.0.7"), "reachableBy"));
        assertThat(resolution()).isEqualTo(new Via(ROUTER, "eth0", 2, Via.UNKNOWN_METRIC, true));
    }

    @Test
    void aBlackholeLeadsNowhere() {
        announce(BLOCK.toString(), "172.16.0.1");
        locRib.put(Route.originated(Prefix.parse("172.16.0.0/26"), "block"));
        assertThat(resolution()).isEqualTo(unreachable(Reason.UNREACHABLE_ROUTE));
    }

    @Test
    void aStaticRouteOverAGatewayThatIsAwayLeadsNowhere() {
        locRib.replaceResolver(
                nextHop -> NextHopResolver.Match.certain(unreachable(Reason.NO_ROUTE)), NextHopResolver.EVERYWHERE);
        announce(BLOCK.toString(), "172.16.0.1");
        locRib.put(Route.via(Prefix.parse("172.16.0.1/32"), IpAddress.parse("10.9.0.7"), "reachableBy"));
        locRib.replaceResolver(
                nextHop -> new NextHopResolver.Match(unreachable(Reason.NO_ROUTE), 0), NextHopResolver.EVERYWHERE);
        assertThat(resolution()).isEqualTo(unreachable(Reason.UNREACHABLE_ROUTE));
    }

    @Test
    void onlyWhatDependsOnAChangeIsDecidedAgain() {
        announce(BLOCK.toString(), "172.16.0.1");
        announce("192.168.2.0/26", "172.17.0.1");
        announce("fd00:1::/64", "fd00::1");
        locRib.decide();
        announce("172.16.0.0/16", "10.9.0.1");
        List<BestPathChange> changes = locRib.decide();
        assertThat(changes)
                .extracting(change -> change.prefix().toString())
                .containsExactlyInAnyOrder("172.16.0.0/16", BLOCK.toString());
        announce("172.16.0.0/16", "10.9.0.2");
        assertThat(locRib.decide()).hasSize(1);
    }

    @Test
    void anAddressOfThisMachineIsNeverCovered() {
        locRib.replaceResolver(
                nextHop -> NextHopResolver.Match.certain(unreachable(Reason.LOCAL_ADDRESS)),
                NextHopResolver.EVERYWHERE);
        announce(BLOCK.toString(), "172.16.0.1");
        announce("172.16.0.1/32", "10.9.0.1");
        assertThat(resolution()).isEqualTo(unreachable(Reason.LOCAL_ADDRESS));
    }

    @Test
    void anEqualPathThatComesOrGoesConcernsForwardingOnly() {
        announce(BLOCK.toString(), "10.9.0.1");
        locRib.decide();
        TestPeer other = TestPeer.internal(2);
        Route second = new Route(Nlri.of(BLOCK), TestAttributes.internal("10.9.0.2"), other.source());
        locRib.put(second);
        BestPathChange shared = locRib.decide().get(0);
        assertThat(shared.bestChanged()).isFalse();
        assertThat(shared.forwarding().paths())
                .extracting(path -> path.route().nextHop().toString())
                .containsExactly("10.9.0.1", "10.9.0.2");
        assertThat(locRib.decide()).isEmpty();
        locRib.remove(second.nlri(), second.source());
        BestPathChange alone = locRib.decide().get(0);
        assertThat(alone.bestChanged()).isFalse();
        assertThat(alone.forwarding().paths()).hasSize(1);
    }
}
