package io.nightjar.rib.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolution.Via;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A table with very many next hops, of which a change concerns few. */
class NextHopsTest {

    private static final int MANY = 10_000;
    private static final TestPeer PEER = TestPeer.internal(1);

    private final List<IpAddress> asked = new ArrayList<>();
    private final LocRib locRib = new LocRib(through("eth0"));

    NextHopsTest() {
        for (int i = 0; i < MANY; i++) {
            announce("192.168." + (i >> 8) + "." + (i & 0xff) + "/32", "10.0." + (i >> 8) + "." + (i & 0xff));
        }
        locRib.decide();
        asked.clear();
    }

    private void announce(String prefix, String nextHop) {
        locRib.put(new Route(Nlri.of(Prefix.parse(prefix)), TestAttributes.internal(nextHop), PEER.source()));
    }

    private NextHopResolver through(String device) {
        return nextHop -> {
            asked.add(nextHop);
            return new NextHopResolver.Match(new Via(nextHop, device, 2, 0), 0);
        };
    }

    private List<String> changed() {
        return locRib.decide().stream()
                .map(BestPathChange::prefix)
                .map(Prefix::toString)
                .toList();
    }

    @Test
    void aChangeHasTheNextHopsInsideItAskedAndNoOthers() {
        locRib.replaceResolver(through("eth1"), Set.of(Prefix.parse("10.0.7.0/30"), Prefix.parse("172.16.0.0/12")));
        assertThat(asked)
                .extracting(IpAddress::toString)
                .containsExactly("10.0.7.0", "10.0.7.1", "10.0.7.2", "10.0.7.3");
        assertThat(changed()).containsExactly("192.168.7.0/32", "192.168.7.1/32", "192.168.7.2/32", "192.168.7.3/32");
    }

    @Test
    void whatLiesInsideAnotherChangeIsAskedOnce() {
        Set<Prefix> changes = Set.of(
                Prefix.parse("10.0.7.0/32"),
                Prefix.parse("10.0.7.0/31"),
                Prefix.parse("10.0.7.1/32"),
                Prefix.IPV6_DEFAULT);
        locRib.replaceResolver(through("eth1"), changes);
        assertThat(asked).extracting(IpAddress::toString).containsExactly("10.0.7.0", "10.0.7.1");
        asked.clear();
        locRib.replaceResolver(through("eth2"), NextHopResolver.EVERYWHERE);
        assertThat(asked).hasSize(MANY);
    }

    @Test
    void whatIsBehindAStaticRouteDependsOnItsGateway() {
        locRib.put(Route.via(Prefix.parse("10.0.7.0/31"), IpAddress.parse("172.16.0.1"), "reachableBy"));
        locRib.decide();
        asked.clear();
        locRib.replaceResolver(through("eth1"), Set.of(Prefix.parse("172.16.0.0/12")));
        assertThat(changed()).containsExactlyInAnyOrder("10.0.7.0/31", "192.168.7.0/32", "192.168.7.1/32");
        NextHopResolution behind = new Via(IpAddress.parse("172.16.0.1"), "eth1", 2, Via.UNKNOWN_METRIC);
        assertThat(locRib.best(Prefix.parse("192.168.7.1/32")).resolution()).isEqualTo(behind);
        assertThat(asked).as("the gateway, and what is behind it").hasSizeLessThan(10);
    }
}
