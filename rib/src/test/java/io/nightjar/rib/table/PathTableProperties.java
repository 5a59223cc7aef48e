package io.nightjar.rib.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PathTableProperties {

    private static final TestPeer PEER = TestPeer.internal(1);

    /** What happens to a table: a route is added, or the one of its name removed. */
    private record Step(boolean add, Route route) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Nlri> names = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.longs().between(0, 3))
                .as((block, id) -> new Nlri(new Prefix(new Ipv4Address(block << 6), 26), id));
        Arbitrary<Route> routes = Combinators.combine(names, Arbitraries.of("10.0.0.1", "10.0.0.2"))
                .as((name, nextHop) -> new Route(name, TestAttributes.internal(nextHop), PEER.source()));
        return Combinators.combine(Arbitraries.of(true, true, false), routes)
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void holdsWhatAMapOfMapsHolds(@ForAll("steps") List<Step> steps) {
        PathTable table = new PathTable();
        Map<Prefix, Map<Nlri, Route>> map = new LinkedHashMap<>();
        for (Step step : steps) {
            Nlri name = step.route().nlri();
            Map<Nlri, Route> there = map.computeIfAbsent(name.prefix(), unknown -> new LinkedHashMap<>());
            if (step.add()) {
                assertThat(table.put(step.route())).isEqualTo(there.put(name, step.route()));
            } else {
                assertThat(table.remove(name)).isEqualTo(there.remove(name));
            }
            assertThat(table.get(name)).isEqualTo(there.get(name));
            assertThat(table.find(name.prefix())).containsExactlyElementsOf(there.values());
        }
        List<Route> all = new ArrayList<>();
        map.values().forEach(there -> all.addAll(there.values()));
        assertThat(table.stream()).containsExactlyInAnyOrderElementsOf(all);
    }
}
