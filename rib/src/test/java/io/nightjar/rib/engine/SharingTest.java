package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AttributeInterner;
import io.nightjar.rib.table.Sharing;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two tables with the same peers, both of which have announced the same. */
class SharingTest {

    private static final String P = "192.168.18.64/26";

    private static final NextHopResolver ETHERNET = nextHop ->
            NextHopResolver.Match.certain(new NextHopResolution.Via(IpAddress.parse("10.0.0.9"), "eth0", 2, 0));

    private final TestPeer one = TestPeer.internal(1);

    private final TestPeer other = TestPeer.internal(2);

    private final Map<Route, Route> routes = new HashMap<>();

    private final Map<Multipath, Multipath> paths = new HashMap<>();

    private TestTable table(Sharing sharing) {
        TestTable table =
                new TestTable(listener -> new RibEngine(RoutingRules.FULL_MESH, ETHERNET, listener, false, sharing));
        table.up(one);
        table.up(other);
        table.announce(one, TestAttributes.internal("10.0.0.9"), P);
        table.announce(other, TestAttributes.internal("10.0.0.9"), P);
        return table;
    }

    private Sharing together() {
        return new Sharing(
                new AttributeInterner(),
                route -> routes.computeIfAbsent(route, first -> first),
                several -> paths.computeIfAbsent(several, first -> first));
    }

    @Test
    void tablesThatShareKeepTheSameRoutesAndPaths() {
        Sharing sharing = together();
        TestTable first = table(sharing);
        TestTable second = table(sharing);

        assertThat(second.view().received(one.id()).get(0))
                .isSameAs(first.view().received(one.id()).get(0));
        assertThat(second.view().received(other.id()).get(0))
                .isSameAs(first.view().received(other.id()).get(0));
        Multipath forwarding = first.view().forwarding().get(0);
        assertThat(forwarding.paths()).hasSize(2);
        assertThat(second.view().forwarding().get(0)).isSameAs(forwarding);
        assertThat(routes).hasSize(2);
        assertThat(paths).hasSize(1);
    }

    @Test
    void tablesThatDoNotShareHaveEqualOnesOfTheirOwn() {
        Route first = table(Sharing.ofOneTable()).view().received(one.id()).get(0);
        Route second = table(Sharing.ofOneTable()).view().received(one.id()).get(0);

        assertThat(second).isEqualTo(first).isNotSameAs(first);
    }
}
