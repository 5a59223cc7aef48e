package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Policies that change routes, in the table. */
class PolicyChangesTest {

    private static final String P = "192.168.18.64/26";
    private static final Community RED = Community.of(64512, 100);

    private final TestPeer one = TestPeer.internal(1);
    private final TestPeer outside = TestPeer.external(3, 65003);

    private static RoutePolicy policy(RouteCondition condition, RouteAction action, RouteOperation... operations) {
        PolicyRule rule = new PolicyRule(
                PrefixMatch.orLonger(Prefix.IPV4_DEFAULT),
                SourceMatch.ANY,
                condition,
                action,
                List.of(operations),
                "rule");
        return new RoutePolicy(List.of(rule), RouteAction.ACCEPT);
    }

    private static PathAttributes told(TestTable table, TestPeer peer) {
        return table.view().advertised(peer.id()).get(0).attributes();
    }

    @Test
    void anImportPolicyChangesWhatTakesPartAndNotWhatWasReceived() {
        TestTable table = new TestTable();
        RoutePolicy red = policy(RouteCondition.NONE, RouteAction.ACCEPT, new RouteOperation.AddCommunity(RED));
        TestPeer marked = one.withImport(red);
        table.up(marked);
        table.announce(marked, TestAttributes.internal("10.0.0.1"), P);
        Route best = table.listener().best().get(Prefix.parse(P)).route();
        assertThat(Communities.carries(best.attributes(), RED)).isTrue();
        assertThat(table.view().received(one.id()).get(0).attributes().find(Communities.class))
                .isEmpty();
        table.apply(new RibCommand.PolicyChanged(one.id(), one.policy()));
        Route again = table.listener().best().get(Prefix.parse(P)).route();
        assertThat(again.attributes().find(Communities.class)).isEmpty();
        table.withdraw(one, P);
        assertThat(table.listener().best()).isEmpty();
    }

    @Test
    void anExportPolicyChangesWhatIsToldByTheRoutesOwnMetric() {
        TestTable table = new TestTable();
        RoutePolicy metric =
                policy(RouteCondition.NONE, RouteAction.CONTINUE, new RouteOperation.LocalPrefOfMetric(1024));
        TestPeer peer = one.withExport(metric);
        table.up(peer);
        table.originate(P);
        assertThat(told(table, peer).find(LocalPref.class)).contains(new LocalPref(2147482623L));
        Route moving = Route.learned(Prefix.parse("192.168.18.65/32"), null, new RouteSource.Learned(3, 512, "cali1"));
        Route still = Route.learned(Prefix.parse("192.168.18.66/32"), null, new RouteSource.Learned(3, 1024, "cali2"));
        table.apply(new RibCommand.Learn(Set.of(moving, still), Set.of()));
        assertThat(table.view().advertised(peer.id()))
                .extracting(route ->
                        route.attributes().find(LocalPref.class).orElseThrow().value())
                .containsExactly(2147482623L, 2147483135L, 2147482623L);
    }

    @Test
    void aPolicyMayAskThroughWhichDeviceANextHopIsReached() {
        NextHopResolver ethernet = nextHop ->
                NextHopResolver.Match.certain(new NextHopResolution.Via(IpAddress.parse("10.0.0.1"), "eth0", 2, 0));
        TestTable table = new TestTable(listener -> new RibEngine(RoutingRules.FULL_MESH, ethernet, listener));
        RoutePolicy none = policy(new RouteCondition.OnDevice(new InterfacePattern("eth*")), RouteAction.REJECT);
        TestPeer deaf = outside.withExport(none);
        table.up(deaf);
        table.up(one);
        table.announce(one, TestAttributes.internal("10.0.0.1"), P);
        assertThat(table.view().advertised(deaf.id())).isEmpty();
        TestPeer strict = TestPeer.internal(2).withImport(none);
        table.up(strict);
        table.announce(strict, TestAttributes.internal("10.0.0.2"), "192.168.1.0/26");
        assertThat(table.listener().best()).containsOnlyKeys(Prefix.parse(P));
    }

    @Test
    void aDeviceThatChangesWithWhatCoversTheNextHopIsSeenByWhoIsToldAllPaths() {
        NextHopResolver behindGateway = nextHop -> nextHop.equals(IpAddress.parse("10.9.9.9"))
                ? NextHopResolver.Match.certain(new NextHopResolution.Via(nextHop, "wlan0", 3, 0))
                : new NextHopResolver.Match(new NextHopResolution.Via(IpAddress.parse("10.0.0.1"), "eth0", 2, 0), 0);
        TestTable table = new TestTable(listener -> new RibEngine(RoutingRules.FULL_MESH, behindGateway, listener));
        RoutePolicy none = policy(new RouteCondition.OnDevice(new InterfacePattern("eth*")), RouteAction.REJECT);
        Set<AddressFamily> ipv4 = Set.of(AddressFamily.IPV4_UNICAST);
        TestPeer allPaths = outside.withExport(none).withAddPath(Set.of(), ipv4);
        table.up(allPaths);
        table.up(one);
        table.announce(one, TestAttributes.internal("10.0.0.1"), P);
        assertThat(table.output(allPaths).paths()).isEmpty();
        table.apply(new RibCommand.Originate(
                List.of(new OriginatedRoute(Prefix.parse("10.0.0.0/24"), IpAddress.parse("10.9.9.9"), "test"))));
        assertThat(table.output(allPaths).paths().keySet())
                .extracting(nlri -> nlri.prefix().toString())
                .contains(P);
    }

    @Test
    void aRouteWithAHighLocalPrefStandsBesideWhatStartsHere() {
        TestTable table = new TestTable();
        TestPeer moving = one.withPolicy(one.policy().withPreferredAbove(1000));
        table.up(moving);
        table.originate(P);
        table.announce(moving, TestAttributes.internal("10.0.0.1", new LocalPref(1000)), P);
        assertThat(table.listener().best().get(Prefix.parse(P)).route().isOriginated())
                .isTrue();
        table.announce(moving, TestAttributes.internal("10.0.0.1", new LocalPref(1001)), P);
        assertThat(table.listener().best().get(Prefix.parse(P)).route().isOriginated())
                .isFalse();
    }

    @Test
    void theKernelsMetricIsWhatLocalPrefSays() {
        KernelRouteForm form = KernelRouteForm.PLAIN.withMetric(7).withMetricOfLocalPref();
        Route heard = new Route(
                Nlri.of(Prefix.parse(P)),
                TestAttributes.internal("10.0.0.1", new LocalPref(2147482623L)),
                one.source());
        assertThat(form.metric(heard)).isEqualTo(1024);
        assertThat(form.withTunnels(List.of()).withMetric(9).metric(heard)).isEqualTo(1024);
        Route external = heard.withAttributes(TestAttributes.external("10.0.0.1", 65001));
        assertThat(form.metric(external)).isEqualTo(2147483547L);
        Route ordinary = heard.withAttributes(TestAttributes.internal("10.0.0.1", new LocalPref(100)));
        assertThat(form.metric(ordinary)).isEqualTo(2147483547L);
        assertThat(KernelRouteForm.PLAIN.withMetric(7).metric(heard)).isEqualTo(7);
    }
}
