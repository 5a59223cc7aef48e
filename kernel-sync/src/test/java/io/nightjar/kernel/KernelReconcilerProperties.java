package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KernelReconcilerProperties {

    private static final int STATIC = 4;

    private static final List<Prefix> PREFIXES = List.of(
            Prefix.parse("192.168.0.0/26"),
            Prefix.parse("192.168.0.64/26"),
            Prefix.parse("0.0.0.0/0"),
            Prefix.parse("fd80::/122"),
            Prefix.parse("::/0"));

    @Provide
    Arbitrary<KernelRoute> ownRoutes() {
        Arbitrary<List<KernelNextHop>> hops = Arbitraries.integers()
                .between(1, 4)
                .map(i -> KernelNextHop.via(IpAddress.parse("10.0.0." + i), i))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<RouteType> types =
                Arbitraries.of(RouteType.UNICAST, RouteType.UNICAST, RouteType.BLACKHOLE, RouteType.UNREACHABLE);
        return Combinators.combine(Arbitraries.of(PREFIXES), types, hops, Arbitraries.of(0L, 512L, 1024L))
                .as((prefix, type, nextHops, metric) -> new KernelRoute(
                        prefix, type, nextHops, metric, KernelRoute.OWN_PROTOCOL, KernelRoute.MAIN_TABLE));
    }

    @Provide
    Arbitrary<Map<Prefix, KernelRoute>> desired() {
        return ownRoutes()
                .list()
                .ofMaxSize(6)
                .map(routes -> routes.stream()
                        .collect(Collectors.toMap(KernelRoute::destination, Function.identity(), (a, b) -> b)));
    }

    /** At most one route for a key, ours or another's. */
    @Provide
    Arbitrary<List<KernelRoute>> tables() {
        Arbitrary<KernelRoute> anybodys = Combinators.combine(ownRoutes(), Arbitraries.of(true, true, false))
                .as((route, own) -> own ? route : route.withProtocol(STATIC));
        return anybodys.list().ofMaxSize(8).map(routes -> {
            List<KernelRoute> table = new ArrayList<>();
            routes.stream()
                    .filter(route -> table.stream().noneMatch(route::sameKey))
                    .forEach(table::add);
            return table;
        });
    }

    private static List<KernelRoute> own(Collection<KernelRoute> routes) {
        return routes.stream().filter(KernelRoute::isOwn).toList();
    }

    private static List<KernelRoute> foreign(Collection<KernelRoute> routes) {
        return routes.stream().filter(route -> !route.isOwn()).toList();
    }

    private static List<KernelRoute> applied(List<RouteOperation> operations, List<KernelRoute> to)
            throws KernelException {
        FakeKernelRouteTable table = new FakeKernelRouteTable();
        for (int i = 1; i <= 4; i++) {
            table.setLink(new KernelLink(i, "eth" + i, true));
        }
        to.forEach(table::addByHand);
        assertThat(table.apply(operations)).allMatch(result -> result.outcome() == OperationOutcome.APPLIED);
        return table.routes();
    }

    @Property
    void applyingTheDifferenceLeavesWhatIsDesiredExceptWhereSomebodyElseIs(
            @ForAll("desired") Map<Prefix, KernelRoute> desired, @ForAll("tables") List<KernelRoute> actual)
            throws KernelException {
        List<KernelRoute> after = applied(KernelReconciler.diff(desired, actual), actual);
        List<KernelRoute> possible = desired.values().stream()
                .filter(route -> foreign(actual).stream().noneMatch(route::sameKey))
                .toList();
        assertThat(own(after)).containsExactlyInAnyOrderElementsOf(possible);
        assertThat(foreign(after)).containsExactlyElementsOf(foreign(actual));
    }

    @Property
    void thereIsNothingToDoWhereNothingDiffers(@ForAll("desired") Map<Prefix, KernelRoute> desired) {
        assertThat(KernelReconciler.diff(desired, desired.values())).isEmpty();
    }

    @Property
    void theDifferenceIsEmptyOnceItIsApplied(
            @ForAll("desired") Map<Prefix, KernelRoute> desired, @ForAll("tables") List<KernelRoute> actual)
            throws KernelException {
        List<KernelRoute> after = applied(KernelReconciler.diff(desired, actual), actual);
        assertThat(KernelReconciler.diff(desired, after)).isEmpty();
    }

    @Property
    void aDesiredRouteInSomebodysWayIsAConflictWithThatOwner(@ForAll("ownRoutes") KernelRoute route) {
        KernelRoute owner = route.withProtocol(STATIC);
        List<RouteOperation> operations = new ArrayList<>();
        KernelReconciler.plan(route, List.of(owner), operations);
        assertThat(operations).isEmpty();
        assertThat(KernelReconciler.foreignOwner(route, List.of(owner))).isEqualTo(owner);
    }
}
