package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Of any two views it is known where they may say different things. */
class ViewChangesProperties {

    private static final List<IpAddress> PROBES = Stream.of("10.1.0.1", "10.1.2.3", "10.2.0.1", "192.0.2.1", "fd01::1")
            .map(IpAddress::parse)
            .toList();

    private static final List<KernelAddress> ADDRESSES = List.of(
            new KernelAddress(1, IpAddress.parse("10.1.0.1"), Prefix.parse("10.1.0.0/16")),
            new KernelAddress(2, IpAddress.parse("10.1.0.2"), Prefix.parse("10.1.0.0/16")),
            new KernelAddress(2, IpAddress.parse("10.2.0.1"), Prefix.parse("10.2.0.1/32")),
            new KernelAddress(3, IpAddress.parse("fd01::1"), Prefix.parse("fd01::/64")));

    @Provide
    Arbitrary<KernelView> views() {
        Arbitrary<Map<Integer, KernelLink>> links = Combinators.combine(
                        Arbitraries.of(1, 2, 3), Arbitraries.of("eth0", "eth1"), Arbitraries.of(true, false))
                .as(KernelLink::new)
                .list()
                .ofMaxSize(4)
                .map(list -> {
                    Map<Integer, KernelLink> byIndex = new HashMap<>();
                    list.forEach(link -> byIndex.put(link.index(), link));
                    return byIndex;
                });
        Arbitrary<List<KernelNextHop>> hops = Combinators.combine(
                        Arbitraries.of("10.1.0.9", "10.2.0.9").injectNull(0.3), Arbitraries.of(1, 2, 3))
                .as((gateway, link) -> gateway == null
                        ? KernelNextHop.device(link)
                        : KernelNextHop.via(IpAddress.parse(gateway), link))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        Arbitrary<Map<Prefix, KernelRoute>> routes = Combinators.combine(
                        Arbitraries.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "fd01::/64"), hops)
                .as((prefix, nextHops) ->
                        KernelRoute.unicast(Prefix.parse(prefix), nextHops).withProtocol(4))
                .list()
                .ofMaxSize(4)
                .map(list -> {
                    Map<Prefix, KernelRoute> byPrefix = new HashMap<>();
                    list.forEach(route -> byPrefix.put(route.destination(), route));
                    return byPrefix;
                });
        return Combinators.combine(
                        links,
                        Arbitraries.of(ADDRESSES).set(),
                        Arbitraries.of(PROBES).set().ofMaxSize(2),
                        routes)
                .as((byIndex, addresses, unconnected, foreign) ->
                        new KernelView(new KernelNetwork(byIndex, addresses, unconnected), PrefixMap.of(foreign)));
    }

    @Property(tries = 5000)
    void whatIsDifferentIsKnown(@ForAll("views") KernelView before, @ForAll("views") KernelView now) {
        ViewChanges.check(before, now, PROBES);
        assertThat(before.changedSince(before)).isEmpty();
    }

    @Property
    void everythingIsDifferentFromNothing(@ForAll("views") KernelView view) {
        Set<Prefix> all = new HashSet<>(view.connected().keySet());
        all.addAll(view.foreignRoutes().keySet());
        assertThat(view.changedSince(KernelView.EMPTY)).containsAll(all);
        assertThat(KernelView.EMPTY.changedSince(view)).containsAll(all);
    }
}
