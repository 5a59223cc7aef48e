package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.time.Duration;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * In whatever order peers speak, end, expire and fall silent, and whatever others do to the kernel meanwhile: a route that was
 * found at the start is not touched before somebody may, everything else is as desired after each turn, and in the end nobody can
 * tell that there was a predecessor.
 */
class AdoptionProperties {

    private static final List<Prefix> PREFIXES =
            List.of(Prefix.parse("192.168.0.0/26"), Prefix.parse("192.168.0.64/26"), Prefix.parse("fd80::/122"));
    private static final List<PeerId> PEERS = List.of(new PeerId("a"), new PeerId("b"));
    private static final int ETH = 1;

    /** One thing that happens. */
    private sealed interface Step {

        void happen(Machine machine) throws KernelException;

        record Announced(KernelRoute route, @Nullable PeerId peer) implements Step {
            @Override
            public void happen(Machine machine) {
                machine.change(new RouteChange.Install(route, peer));
            }
        }

        record Withdrawn(Prefix prefix) implements Step {
            @Override
            public void happen(Machine machine) {
                machine.change(new RouteChange.Withdraw(prefix));
            }
        }

        record Complete(PeerId peer, AddressFamily family) implements Step {
            @Override
            public void happen(Machine machine) {
                machine.complete(new Announcer(peer, family));
            }
        }

        record AddedByHand(KernelRoute route) implements Step {
            @Override
            public void happen(Machine machine) {
                machine.table.replaceByHand(route);
            }
        }

        record DeletedByHand(Prefix prefix) implements Step {
            @Override
            public void happen(Machine machine) {
                machine.own(prefix).forEach(machine.table::deleteByHand);
            }
        }

        record ReadAgain(boolean lost) implements Step {
            @Override
            public void happen(Machine machine) {
                if (lost) {
                    machine.table.loseEvents();
                } else {
                    machine.synchronizer.requestScan();
                }
            }
        }

        record Turn() implements Step {
            @Override
            public void happen(Machine machine) throws KernelException {
                machine.turn();
            }
        }

        record Sweep() implements Step {
            @Override
            public void happen(Machine machine) {
                machine.sweep();
            }
        }
    }

    /** The synchronizer with its kernel, beside a plain account of who may touch what. */
    private static final class Machine {

        private final FakeKernelRouteTable table = new FakeKernelRouteTable();
        private final ManualNanoClock clock = new ManualNanoClock();
        private final KernelSynchronizer synchronizer =
                new KernelSynchronizer(KernelSyncSettings.DEFAULT, view -> {}, clock);
        private final Map<Prefix, RouteChange.Install> wanted = new HashMap<>();
        private final Set<Announcer> ended = new HashSet<>();
        private final Set<Prefix> guarded = new HashSet<>();

        Machine(List<KernelRoute> found) throws KernelException {
            table.setLink(new KernelLink(ETH, "eth", true));
            found.forEach(table::replaceByHand);
            found.forEach(route -> guarded.add(route.destination()));
            synchronizer.turn(table);
        }

        private List<KernelRoute> own(Prefix prefix) {
            return table.routes().stream()
                    .filter(route -> route.destination().equals(prefix))
                    .toList();
        }

        private boolean mayReplace(RouteChange.Install install) {
            PeerId peer = install.announcer();
            return peer == null
                    || ended.contains(new Announcer(
                            peer, AddressFamily.unicast(install.destination().afi())));
        }

        private void settle() {
            wanted.values().stream().filter(this::mayReplace).forEach(install -> guarded.remove(install.destination()));
        }

        private void change(RouteChange change) {
            if (change instanceof RouteChange.Install install) {
                wanted.put(install.destination(), install);
            } else {
                wanted.remove(change.destination());
            }
            settle();
            synchronizer.accept(List.of(change));
        }

        private void complete(Announcer announcer) {
            ended.add(announcer);
            settle();
            synchronizer.complete(announcer);
        }

        private void sweep() {
            guarded.clear();
            synchronizer.sweep();
        }

        private void turn() throws KernelException {
            guarded.removeIf(prefix -> own(prefix).isEmpty());
            List<KernelRoute> before = table.routes();
            clock.advance(Duration.ofSeconds(2));
            table.takeWrites();
            synchronizer.turn(table);
            assertThat(table.takeWrites())
                    .noneMatch(operation -> guarded.contains(operation.route().destination()));
            for (Prefix prefix : PREFIXES) {
                assertThat(own(prefix)).as("%s", prefix).containsExactlyInAnyOrderElementsOf(expected(prefix, before));
            }
            assertThat(synchronizer.status().stale()).isEqualTo(guarded.size());
            assertThat(synchronizer.status().installed()).isEqualTo((int) wanted.values().stream()
                    .filter(install -> table.routes().contains(install.route()))
                    .count());
        }

        private List<KernelRoute> expected(Prefix prefix, List<KernelRoute> before) {
            if (guarded.contains(prefix)) {
                return before.stream()
                        .filter(route -> route.destination().equals(prefix))
                        .toList();
            }
            RouteChange.Install install = wanted.get(prefix);
            return install == null ? List.of() : List.of(install.route());
        }
    }

    @Provide
    Arbitrary<KernelRoute> routes() {
        return Combinators.combine(
                        Arbitraries.of(PREFIXES), Arbitraries.integers().between(0, 3), Arbitraries.of(0L, 0L, 512L))
                .as((prefix, host, metric) -> (host == 0
                                ? KernelRoute.blackhole(prefix)
                                : KernelRoute.via(prefix, IpAddress.parse("10.0.0." + host), ETH))
                        .withMetric(metric));
    }

    @Provide
    Arbitrary<List<KernelRoute>> predecessors() {
        return routes().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<PeerId> peers = Arbitraries.of(PEERS);
        Arbitrary<Step> announced =
                Combinators.combine(routes(), peers.injectNull(0.1)).as(Step.Announced::new);
        Arbitrary<Step> complete = Combinators.combine(
                        peers, Arbitraries.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST))
                .as(Step.Complete::new);
        Arbitrary<Step> rest = Arbitraries.oneOf(
                routes().map(Step.AddedByHand::new),
                Arbitraries.of(PREFIXES).map(Step.DeletedByHand::new),
                Arbitraries.of(true, false).map(Step.ReadAgain::new));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, announced),
                        net.jqwik.api.Tuple.of(3, Arbitraries.of(PREFIXES).map(Step.Withdrawn::new)),
                        net.jqwik.api.Tuple.of(2, complete),
                        net.jqwik.api.Tuple.of(2, rest),
                        net.jqwik.api.Tuple.of(6, Arbitraries.create(Step.Turn::new)))
                .list()
                .ofMaxSize(30);
    }

    private static List<Step> ending(List<Step> history) {
        return Stream.concat(history.stream(), Stream.of(new Step.Turn(), new Step.Sweep(), new Step.Turn()))
                .toList();
    }

    @Property(tries = 3000)
    void nothingIsTouchedBeforeItMayBeAndEverythingIsAsDesiredInTheEnd(
            @ForAll("predecessors") List<KernelRoute> found, @ForAll("histories") List<Step> history)
            throws KernelException {
        Machine machine = new Machine(found);
        for (Step step : ending(history)) {
            step.happen(machine);
        }
        assertThat(machine.table.routes()).containsExactlyInAnyOrderElementsOf(withoutPredecessor(machine));
        assertThat(machine.synchronizer.status().stale()).isZero();
    }

    private static List<KernelRoute> withoutPredecessor(Machine after) throws KernelException {
        Machine cold = new Machine(List.of());
        List<RouteChange> all = new ArrayList<>(after.wanted.values());
        cold.synchronizer.accept(all);
        cold.synchronizer.turn(cold.table);
        return cold.table.routes();
    }
}
