package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Learned;
import io.nightjar.rib.testing.TableState;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the kernel had in between, the table is what it would be if it had never had anything but the last. */
class LearningProperties {

    private static final List<String> PREFIXES = List.of("10.1.0.0/16", "10.1.2.0/24", "10.3.0.0/16", "fd01::/64");
    private static final TestPeer INSIDE = TestPeer.internal(1);
    private static final TestPeer ALL_PATHS =
            TestPeer.internal(2).withAddPath(Set.of(), Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST));
    private static final TestPeer OUTSIDE = TestPeer.external(3, 65003);
    private static final List<TestPeer> PEERS = List.of(INSIDE, ALL_PATHS, OUTSIDE);

    /** A connected network of length 16 in the kernel: next hops of longer routes in the table are resolved by those. */
    private static final NextHopResolver KERNEL = nextHop -> new NextHopResolver.Match(
            new NextHopResolution.Via(nextHop, "eth0", 2, 0), nextHop.toString().startsWith("10.1.") ? 17 : 0);

    /** What happens to the table. */
    private sealed interface Step {

        void happen(TestTable table, Level level);

        record Learn(Set<Route> routes) implements Step {
            @Override
            public void happen(TestTable table, Level level) {
                Set<Route> gone = new HashSet<>(level.learned);
                gone.removeIf(route -> routes.stream().anyMatch(other -> isInThePlaceOf(other, route)));
                level.learned = routes;
                table.apply(new RibCommand.Learn(routes, gone));
            }

            private static boolean isInThePlaceOf(Route other, Route route) {
                return other.prefix().equals(route.prefix()) && other.source().replaces(route.source());
            }
        }

        record Announce(String prefix, String nextHop) implements Step {
            @Override
            public void happen(TestTable table, Level level) {
                level.announced.put(prefix, nextHop);
                table.announce(INSIDE, TestAttributes.internal(nextHop), prefix);
            }
        }

        record Withdraw(String prefix) implements Step {
            @Override
            public void happen(TestTable table, Level level) {
                level.announced.remove(prefix);
                table.withdraw(INSIDE, prefix);
            }
        }

        record Originate(Set<String> prefixes) implements Step {
            @Override
            public void happen(TestTable table, Level level) {
                level.originated = prefixes;
                table.originate(prefixes.toArray(String[]::new));
            }
        }
    }

    /** What counts in the end. */
    private static final class Level {
        private Set<Route> learned = Set.of();
        private Set<String> originated = Set.of();
        private final Map<String, String> announced = new HashMap<>();
    }

    private static TestTable table() {
        TestTable table = new TestTable(listener -> new RibEngine(RoutingRules.FULL_MESH, KERNEL, listener));
        PEERS.forEach(table::up);
        return table;
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<String> prefixes = Arbitraries.of(PREFIXES);
        Arbitrary<String> gateways = Arbitraries.of("10.1.2.9", "10.3.0.9", "172.16.0.9");
        Arbitrary<Route> connected = prefixes.map(
                prefix -> Route.learned(Prefix.parse(prefix), null, new Learned(Learned.CONNECTED, 0, "eth0")));
        Arbitrary<Route> written = Combinators.combine(
                        prefixes, gateways.injectNull(0.5), Arbitraries.of(3, 80), Arbitraries.of(0L, 512L))
                .as((prefix, gateway, protocol, metric) -> Route.learned(
                        Prefix.parse(prefix),
                        gateway == null || prefix.contains(":") ? null : IpAddress.parse(gateway),
                        new Learned(protocol, metric, "cali1")));
        Arbitrary<Set<Route>> sets =
                Arbitraries.oneOf(connected, written).list().ofMaxSize(5).map(LearningProperties::onePerPlace);
        return Arbitraries.oneOf(
                sets.map(Step.Learn::new),
                Combinators.combine(prefixes, gateways)
                        .as((prefix, gateway) -> new Step.Announce(prefix, prefix.contains(":") ? "fd00::9" : gateway)),
                prefixes.map(Step.Withdraw::new),
                prefixes.set().ofMaxSize(2).map(Step.Originate::new));
    }

    private static Set<Route> onePerPlace(List<Route> routes) {
        Map<List<Object>, Route> places = new HashMap<>();
        routes.forEach(
                route -> places.put(List.of(route.prefix(), route.source().preference()), route));
        return new HashSet<>(places.values());
    }

    @Property(tries = 1000)
    void aColdStartEndsLikeAnyHistory(@ForAll List<@net.jqwik.api.From("steps") Step> history) {
        TestTable warm = table();
        Level level = new Level();
        history.forEach(step -> step.happen(warm, level));

        TestTable cold = table();
        cold.apply(new RibCommand.Learn(level.learned, Set.of()));
        cold.originate(level.originated.toArray(String[]::new));
        level.announced.forEach((prefix, nextHop) -> cold.announce(INSIDE, TestAttributes.internal(nextHop), prefix));

        assertThat(TableState.of(warm, PEERS).differencesTo(TableState.of(cold, PEERS)))
                .isEmpty();
    }
}
