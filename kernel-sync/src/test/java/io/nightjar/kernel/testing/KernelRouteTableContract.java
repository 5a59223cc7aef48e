package io.nightjar.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.RouteOperation.Add;
import io.nightjar.kernel.RouteOperation.Delete;
import io.nightjar.kernel.RouteOperation.Replace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every table must do. The table under test has one link with the addresses 10.9.0.1/24 and fd09::1/64 and no
 * routes of ours.
 */
public abstract class KernelRouteTableContract {

    private static final int STATIC = 4;

    /** The table under test. */
    protected abstract KernelRouteTable table();

    /** The number of its link. */
    protected abstract int link();

    /** Somebody else writes a route. */
    protected abstract void addByHand(KernelRoute route);

    /** Somebody else puts a route in the place of ours. */
    protected abstract void replaceByHand(KernelRoute route);

    /** Somebody else deletes a route. */
    protected abstract void deleteByHand(KernelRoute route);

    private KernelRoute route(String text) {
        String[] words = text.split(" ", 2);
        Prefix prefix = Prefix.parse(words[0]);
        if (words[1].equals("blackhole")) {
            return KernelRoute.blackhole(prefix);
        }
        return words[1].equals("unreachable")
                ? KernelRoute.unreachable(prefix)
                : KernelRoute.unicast(
                        prefix,
                        Stream.of(words[1].split(" "))
                                .map(gateway -> KernelNextHop.via(IpAddress.parse(gateway), link()))
                                .toList());
    }

    private OperationResult apply(RouteOperation operation) throws KernelException {
        List<OperationResult> results = table().apply(List.of(operation));
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private OperationOutcome outcome(RouteOperation operation) throws KernelException {
        return apply(operation).outcome();
    }

    /** The routes in the table that are ours or a tester's, without those that the kernel makes for addresses. */
    private List<KernelRoute> present() throws KernelException {
        return table().scan().routes().stream()
                .filter(route -> route.protocol() == KernelRoute.OWN_PROTOCOL || route.protocol() == STATIC)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.18.64/26 blackhole",
                "192.168.196.128/26 10.9.0.2",
                "0.0.0.0/0 10.9.0.3",
                "192.168.1.0/24 unreachable",
                "192.168.2.0/24 10.9.0.2 10.9.0.3",
                "fd80:1::/122 blackhole",
                "fd80:2::/122 fd09::2",
                "fd80:3::/64 fd09::2 fd09::3",
                "::/0 fd09::3",
                "fd80:4::/64 unreachable"
            })
    void anAddedRouteIsReadBackAsItWasWrittenAndCanBeDeleted(String text) throws KernelException {
        KernelRoute route = route(text);
        assertThat(outcome(new Add(route))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).containsExactly(route);
        assertThat(outcome(new Add(route))).isEqualTo(OperationOutcome.EXISTS);
        assertThat(outcome(new Delete(route))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).isEmpty();
        assertThat(outcome(new Delete(route))).isEqualTo(OperationOutcome.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.7.0/24 10.9.0.2", "fd80:7::/64 fd09::2"})
    void routesWithDifferentMetricsStandBesideEachOther(String text) throws KernelException {
        KernelRoute low = route(text).withMetric(5);
        KernelRoute high = route(text).withMetric(KernelRoute.MAX_METRIC);
        assertThat(outcome(new Add(low))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(outcome(new Add(high))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).containsExactly(low, high);
        assertThat(outcome(new Delete(high))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).containsExactly(low);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.7.0/24 10.9.0.2, 192.168.7.0/24 10.9.0.3",
        "192.168.7.0/24 10.9.0.2, 192.168.7.0/24 blackhole",
        "192.168.7.0/24 unreachable, 192.168.7.0/24 10.9.0.2",
        "192.168.7.0/24 10.9.0.2 10.9.0.3, 192.168.7.0/24 10.9.0.3 10.9.0.4",
        "192.168.7.0/24 10.9.0.2, 192.168.7.0/24 10.9.0.2 10.9.0.4",
        "fd80:7::/64 fd09::2, fd80:7::/64 fd09::3",
        "fd80:7::/64 fd09::2, fd80:7::/64 blackhole",
        "fd80:7::/64 unreachable, fd80:7::/64 fd09::2",
        "fd80:7::/64 fd09::2 fd09::3, fd80:7::/64 fd09::3 fd09::4",
        "fd80:7::/64 fd09::2, fd80:7::/64 fd09::2 fd09::4",
        "fd80:7::/64 fd09::2 fd09::4, fd80:7::/64 fd09::2"
    })
    void aRouteIsReplacedByAnotherWithTheSameKey(String before, String after) throws KernelException {
        apply(new Add(route(before)));
        assertThat(outcome(new Replace(route(before), route(after)))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).containsExactly(route(after));
        assertThat(outcome(new Replace(route(after), route(before)))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).containsExactly(route(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.7.0/24 10.9.0.2", "fd80:7::/64 fd09::2"})
    void aRouteIsReplacedByOneWithAnotherMetricUnlessThatIsSomebodyElses(String text) throws KernelException {
        KernelRoute before = route(text);
        KernelRoute after = before.withMetric(50);
        apply(new Add(before));
        assertThat(outcome(new Replace(before, after))).isEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).containsExactly(after);
        KernelRoute foreign = before.withProtocol(STATIC);
        addByHand(foreign);
        assertThat(outcome(new Replace(after, before))).isEqualTo(OperationOutcome.EXISTS);
        assertThat(present()).containsExactlyInAnyOrder(after, foreign);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.7.0/24 10.9.0.2, 192.168.7.0/24 10.9.0.3",
        "192.168.7.0/24 10.9.0.2, 192.168.7.0/24 blackhole",
        "fd80:7::/64 fd09::2, fd80:7::/64 fd09::3",
        "fd80:7::/64 fd09::2, fd80:7::/64 blackhole"
    })
    void whatSomebodyPutInTheMeantimeInThePlaceOfOursIsNeitherReplacedNorJoined(String before, String after)
            throws KernelException {
        apply(new Add(route(before)));
        KernelRoute foreign = route(before).withProtocol(STATIC);
        replaceByHand(foreign);
        assertThat(outcome(new Replace(route(before), route(after)))).isNotEqualTo(OperationOutcome.APPLIED);
        assertThat(present()).containsExactly(foreign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.7.0/24 10.9.0.2", "192.168.7.0/24 blackhole", "fd80:7::/64 fd09::2"})
    void aForeignRouteIsNeitherReplacedNorDeleted(String text) throws KernelException {
        KernelRoute foreign = route(text).withProtocol(STATIC);
        addByHand(foreign);
        assertThat(outcome(new Add(route(text)))).isEqualTo(OperationOutcome.EXISTS);
        assertThat(outcome(new Delete(route(text)))).isEqualTo(OperationOutcome.MISSING);
        assertThat(present()).containsExactly(foreign);
    }

    @Test
    void aRefusedRouteDoesNotStopTheOthers() throws KernelException {
        KernelRoute bad = KernelRoute.via(Prefix.parse("192.168.8.0/24"), IpAddress.parse("10.77.0.1"), link() + 1000);
        List<OperationResult> results = table().apply(List.of(
                new Add(route("192.168.7.0/24 10.9.0.2")), new Add(bad), new Add(route("fd80:7::/64 fd09::2"))));
        assertThat(results)
                .extracting(OperationResult::outcome)
                .containsExactly(OperationOutcome.APPLIED, OperationOutcome.REFUSED, OperationOutcome.APPLIED);
        assertThat(results.get(1).reason()).startsWith("E");
        assertThat(present()).hasSize(2);
    }

    @Test
    void nothingToDoIsNoTrouble() throws KernelException {
        assertThat(table().apply(List.of())).isEmpty();
    }

    @Test
    void theScanShowsTheLinkAndItsAddresses() throws KernelException {
        assertThat(table().scan().links()).anyMatch(l -> l.index() == link() && l.up());
        assertThat(table().scan().addresses())
                .contains(
                        new KernelAddress(link(), IpAddress.parse("10.9.0.1"), Prefix.parse("10.9.0.0/24")),
                        new KernelAddress(link(), IpAddress.parse("fd09::1"), Prefix.parse("fd09::/64")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.7.0/24 10.9.0.2", "fd80:7::/64 fd09::2"})
    void whatOthersDoIsToldAndWhatWeDoIsNot(String text) throws KernelException {
        KernelRoute own = route(text);
        KernelRoute foreign = own.withMetric(77).withProtocol(STATIC);
        table().awaitEvents(0);
        apply(new Add(own));
        addByHand(foreign);
        deleteByHand(own);
        assertThat(eventsUntil(new KernelEvent.RouteRemoved(own)))
                .containsExactly(
                        new KernelEvent.RouteAdded(foreign, KernelEvent.Place.BEHIND),
                        new KernelEvent.RouteRemoved(own));
    }

    private List<KernelEvent> eventsUntil(KernelEvent last) throws KernelException {
        List<KernelEvent> all = new ArrayList<>();
        while (!all.contains(last)) {
            List<KernelEvent> some = table().awaitEvents(5000);
            assertThat(some).as("events until %s, so far %s", last, all).isNotEmpty();
            some.stream()
                    .filter(event ->
                            event instanceof KernelEvent.RouteAdded || event instanceof KernelEvent.RouteRemoved)
                    .forEach(all::add);
        }
        return all;
    }

    @Test
    void aWakeUpEndsTheNextWaitAndIsNotUsedUpByALookInPassing() throws KernelException {
        while (!table().awaitEvents(50).isEmpty()) {
            // Until nothing is left over from the preparation of the link.
        }
        table().wakeUp();
        assertThat(table().awaitEvents(0)).isEmpty();
        assertThat(table().awaitEvents(Long.MAX_VALUE)).isEmpty();
    }
}
