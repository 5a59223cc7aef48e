package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes the kernel takes for the one that is to be deleted, and what it says of where a new one stands. */
@RequiresNetworkNamespaces
class RouteDeletionIT {

    private NetworkNamespace namespace;
    private NetlinkRouteTable table;
    private int link;

    @BeforeEach
    void open() {
        namespace = NetworkNamespace.create();
        namespace.ip("link add enp0s8 type veth peer name far");
        namespace.ip("link set enp0s8 up");
        namespace.ip("link set far up");
        namespace.ip("addr add 10.9.0.1/24 dev enp0s8");
        namespace.ip("addr add fd09::1/64 dev enp0s8 nodad");
        link = namespace.indexOf("enp0s8");
        table = namespace.inside(() -> NetlinkRouteTable.open(LibC.load(), KernelSyncSettings.DEFAULT, 8 << 20));
    }

    @AfterEach
    void close() {
        table.close();
        namespace.close();
    }

    private OperationOutcome outcome(RouteOperation operation) throws KernelException {
        return table.apply(List.of(operation)).get(0).outcome();
    }

    private List<KernelRoute> own() throws KernelException {
        return table.routesOf(KernelRoute.OWN_PROTOCOL);
    }

    @Test
    void theDeletionOfALoneNextHopIsNotTakenForThatOfSeveral() throws KernelException {
        namespace.ip("route add 192.168.7.0/24 proto bird nexthop via 10.9.0.2 nexthop via 10.9.0.3");
        namespace.ip("route append 192.168.7.0/24 proto bird via 10.9.0.2");
        KernelRoute one = KernelRoute.via(Prefix.parse("192.168.7.0/24"), IpAddress.parse("10.9.0.2"), link);
        KernelRoute both = one.over(List.of(
                KernelNextHop.via(IpAddress.parse("10.9.0.2"), link),
                KernelNextHop.via(IpAddress.parse("10.9.0.3"), link)));
        assertThat(own()).containsExactly(both, one);

        assertThat(outcome(new RouteOperation.Delete(one))).isEqualTo(OperationOutcome.APPLIED);

        assertThat(own()).containsExactly(both);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "route add 192.168.7.0/24 proto bird metric 1024 nexthop via 10.9.0.3 nexthop via 10.9.0.2",
                "route add 192.168.7.0/24 proto bird metric 1024 nexthop via 10.9.0.2 nexthop via 10.9.0.2"
            })
    void whatTheKernelDoesNotKnowByWhatItShowsIsDeletedOrReplacedLoosely(String command) throws KernelException {
        KernelRoute foreign =
                KernelRoute.blackhole(Prefix.parse("192.168.7.0/24")).withProtocol(4);
        namespace.ip("route add blackhole 192.168.7.0/24 proto 4");
        namespace.ip(command);
        KernelRoute odd = own().get(0);
        assertThat(outcome(new RouteOperation.Delete(odd))).isEqualTo(OperationOutcome.MISSING);
        assertThat(own()).containsExactly(odd);

        assertThat(outcome(new RouteOperation.Delete(odd, true))).isEqualTo(OperationOutcome.APPLIED);

        assertThat(own()).isEmpty();
        namespace.ip(command);
        KernelRoute wanted = KernelRoute.via(odd.destination(), IpAddress.parse("10.9.0.4"), link)
                .withMetric(1024);
        assertThat(outcome(new RouteOperation.Replace(odd, wanted))).isEqualTo(OperationOutcome.MISSING);
        assertThat(own()).containsExactly(odd);

        assertThat(outcome(new RouteOperation.Replace(odd, wanted, true))).isEqualTo(OperationOutcome.APPLIED);

        assertThat(own()).containsExactly(wanted);
        assertThat(table.scan().routes()).contains(foreign);
    }

    @ParameterizedTest
    @CsvSource({"192.168.7.0/24, 10.9.0.2, 10.9.0.3", "fd80:7::/64, fd09::2, fd09::3"})
    void aRouteOverANextHopObjectIsKnownByThatAlone(String destination, String one, String other)
            throws KernelException {
        namespace.ip("nexthop add id 10 via " + one + " dev enp0s8");
        namespace.ip("nexthop add id 11 via " + other + " dev enp0s8");
        namespace.ip("nexthop add id 12 group 10/11");
        KernelRoute plain = KernelRoute.via(Prefix.parse(destination), IpAddress.parse(one), link)
                .withMetric(1024);
        for (String object : List.of("10", "11", "12")) {
            namespace.ip("route add " + destination + " via " + one + " dev enp0s8 metric 1024 proto bird");
            namespace.ip("route append " + destination + " nhid " + object + " metric 1024 proto bird");
            List<KernelRoute> both = own();
            assertThat(both).hasSize(2).startsWith(plain);

            assertThat(outcome(new RouteOperation.Delete(both.get(1)))).isEqualTo(OperationOutcome.APPLIED);

            assertThat(own()).containsExactly(plain);
            assertThat(outcome(new RouteOperation.Delete(plain))).isEqualTo(OperationOutcome.APPLIED);
            namespace.ip("route add " + destination + " nhid " + object + " metric 1024 proto 4");
            assertThat(outcome(new RouteOperation.Delete(both.get(1)))).isEqualTo(OperationOutcome.MISSING);
            namespace.ip("route del " + destination + " metric 1024 proto 4");
        }
    }

    @Test
    void whereARouteIsPutIsTold() throws KernelException {
        namespace.ip("route add blackhole 192.168.7.0/24 proto 4");
        namespace.ip("route append unreachable 192.168.7.0/24 proto 4");
        namespace.ip("route prepend prohibit 192.168.7.0/24 proto 4");
        namespace.ip("route replace 192.168.7.0/24 via 10.9.0.2 proto 4");
        List<KernelEvent> events = new ArrayList<>();
        while (events.size() < 4) {
            table.awaitEvents(5000).stream()
                    .filter(event -> event instanceof KernelEvent.RouteAdded added
                            && added.route().protocol() == 4)
                    .forEach(events::add);
        }
        assertThat(events)
                .extracting(event -> ((KernelEvent.RouteAdded) event).place())
                .containsExactly(
                        KernelEvent.Place.BEHIND,
                        KernelEvent.Place.BEHIND,
                        KernelEvent.Place.IN_FRONT,
                        KernelEvent.Place.INSTEAD);
    }
}
