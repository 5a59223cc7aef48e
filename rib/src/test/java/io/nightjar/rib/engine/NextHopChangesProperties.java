package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.TableState;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Who asks inside the changed prefixes alone, ends up with the table of who asks about everything. */
class NextHopChangesProperties {

    private static final TestPeer INSIDE = TestPeer.internal(1);
    private static final TestPeer OUTSIDE = TestPeer.external(3, 65003);
    private static final List<TestPeer> PEERS = List.of(INSIDE, OUTSIDE);

    /** What the kernel has for a prefix. */
    private record Way(String device, boolean connected) {}

    /** A kernel in which the longest prefix counts. */
    private record Kernel(Map<Prefix, Way> ways) implements NextHopResolver {

        @Override
        public Match resolve(IpAddress nextHop) {
            return ways.keySet().stream()
                    .filter(prefix -> prefix.contains(nextHop))
                    .max(Comparator.comparing(Prefix::length))
                    .map(prefix -> match(nextHop, prefix, ways.get(prefix)))
                    .orElse(new Match(unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE), 0));
        }

        private static Match match(IpAddress nextHop, Prefix prefix, Way way) {
            NextHopResolution resolution = way.device().isEmpty()
                    ? unreachable(NextHopResolution.Unreachable.Reason.UNREACHABLE_ROUTE)
                    : new NextHopResolution.Via(nextHop, way.device(), 2, 0);
            return new Match(resolution, prefix.length() + (way.connected() ? 1 : 0));
        }

        private static NextHopResolution unreachable(NextHopResolution.Unreachable.Reason reason) {
            return new NextHopResolution.Unreachable(reason);
        }

        /** Another kernel; a prefix that is to have what it has already goes. */
        Kernel with(Map<Prefix, Way> changes) {
            Map<Prefix, Way> changed = new HashMap<>(ways);
            changes.forEach((prefix, way) -> {
                if (!changed.remove(prefix, way)) {
                    changed.put(prefix, way);
                }
            });
            return new Kernel(changed);
        }
    }

    /** What happens to the table. */
    private sealed interface Step {

        record KernelChanges(Map<Prefix, Way> changes) implements Step {}

        record Other(RibCommand command) implements Step {}
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text);
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Way> ways = Combinators.combine(Arbitraries.of("", "eth0", "eth1"), Arbitraries.of(true, false))
                .as(Way::new);
        Arbitrary<Prefix> kernel = Arbitraries.of(
                        "0.0.0.0/0",
                        "10.0.0.0/8",
                        "10.1.0.0/16",
                        "10.1.2.0/24",
                        "10.9.0.0/16",
                        "10.9.0.7/32",
                        "::/0",
                        "fd01::/64")
                .map(Prefix::parse);
        Arbitrary<String> nextHops = Arbitraries.of("10.1.2.3", "10.1.0.1", "10.2.0.1", "10.9.0.7", "10.9.0.8");
        Arbitrary<String> destinations =
                Arbitraries.of("192.168.1.0/26", "10.1.0.0/16", "10.1.2.0/24", "10.9.0.0/24", "0.0.0.0/0", "fd02::/64");
        Arbitrary<OriginatedRoute> originated = Combinators.combine(
                        Arbitraries.of("10.1.2.3/32", "10.1.0.0/16", "10.2.0.0/15", "10.9.0.8/32"),
                        nextHops.injectNull(0.2))
                .as((prefix, gateway) ->
                        new OriginatedRoute(prefix(prefix), gateway == null ? null : IpAddress.parse(gateway), "test"));
        Arbitrary<RibCommand> others = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(PEERS), destinations, nextHops)
                        .as(NextHopChangesProperties::announcement),
                Combinators.combine(Arbitraries.of(PEERS), destinations)
                        .as((peer, prefix) -> new RibCommand.UpdateReceived(peer.id(), TestTable.withdrawal(prefix))),
                originated.list().ofMaxSize(3).map(NextHopChangesProperties::originate));
        return Arbitraries.oneOf(
                Arbitraries.maps(kernel, ways).ofMinSize(1).ofMaxSize(3).map(Step.KernelChanges::new),
                others.map(Step.Other::new));
    }

    private static RibCommand announcement(TestPeer peer, String prefix, String nextHop) {
        String ofFamily = prefix.contains(":") ? "fd01::" + nextHop.charAt(3) : nextHop;
        return new RibCommand.UpdateReceived(
                peer.id(),
                TestTable.announcement(
                        peer.equals(INSIDE)
                                ? TestAttributes.internal(ofFamily)
                                : TestAttributes.external(ofFamily, 65000, TestAttributes.path(65003)),
                        prefix));
    }

    private static RibCommand originate(List<OriginatedRoute> routes) {
        return new RibCommand.Originate(List.copyOf(routes.stream()
                .collect(Collectors.toMap(OriginatedRoute::prefix, Function.identity(), (one, other) -> one))
                .values()));
    }

    private static TestTable table(NextHopResolver kernel, long seed) {
        TestTable table = new TestTable(listener -> new RibEngine(RoutingRules.FULL_MESH, kernel, listener));
        PEERS.forEach(table::up);
        Random random = new Random(seed);
        table.settleWhen(() -> random.nextInt(3) > 0);
        return table;
    }

    @Property(tries = 2000)
    void askingInsideIsAskingEverywhere(@ForAll List<@From("steps") Step> history, @ForAll long seed) {
        Kernel kernel = new Kernel(Map.of());
        TestTable inside = table(kernel, seed);
        TestTable everywhere = table(kernel, seed);
        for (Step step : history) {
            if (step instanceof Step.KernelChanges kernelChanges) {
                kernel = kernel.with(kernelChanges.changes());
                Set<Prefix> changed = kernelChanges.changes().keySet();
                inside.apply(new RibCommand.NextHopsChanged(kernel, changed));
                everywhere.apply(new RibCommand.NextHopsChanged(kernel));
            } else if (step instanceof Step.Other other) {
                inside.apply(other.command());
                everywhere.apply(other.command());
            }
        }
        inside.settle();
        everywhere.settle();
        assertThat(TableState.of(inside, PEERS).differencesTo(TableState.of(everywhere, PEERS)))
                .isEmpty();
    }
}
