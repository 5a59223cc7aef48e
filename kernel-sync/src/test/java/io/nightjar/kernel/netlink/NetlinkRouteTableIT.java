package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.InterfacePatterns;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.RoutesElsewhere;
import io.nightjar.kernel.testing.KernelRouteTableContract;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RequiresNetworkNamespaces
class NetlinkRouteTableIT extends KernelRouteTableContract {

    private static final int MAIN = KernelRoute.MAIN_TABLE;

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
        table = open(KernelSyncSettings.DEFAULT, 8 << 20);
    }

    private NetlinkRouteTable open(KernelSyncSettings settings, int eventSocketBytes) {
        return namespace.inside(() -> NetlinkRouteTable.open(LibC.load(), settings, eventSocketBytes));
    }

    @AfterEach
    void close() {
        table.close();
        namespace.close();
    }

    @Override
    protected KernelRouteTable table() {
        return table;
    }

    @Override
    protected int link() {
        return link;
    }

    @Override
    protected void addByHand(KernelRoute route) {
        byHand("add", route);
    }

    @Override
    protected void replaceByHand(KernelRoute route) {
        byHand("replace", route);
    }

    @Override
    protected void deleteByHand(KernelRoute route) {
        byHand("del", route);
    }

    private void byHand(String verb, KernelRoute route) {
        String type = route.type().discards() ? route.type() + " " : "";
        String hop = route.nextHops().isEmpty()
                ? ""
                : " via " + route.nextHops().get(0).gateway() + " dev enp0s8";
        namespace.ip("route " + verb + " " + type + route.destination() + hop + " proto " + route.protocol()
                + (route.metric() == 0 ? "" : " metric " + route.metric()));
    }

    private OperationOutcome add(KernelRoute route) throws KernelException {
        return table.apply(List.of(new RouteOperation.Add(route))).get(0).outcome();
    }

    @Test
    void ipRouteShowsWhatTheWalkthroughShows() throws KernelException {
        namespace.ip("addr add 172.17.8.100/24 dev enp0s8");
        add(KernelRoute.blackhole(Prefix.parse("192.168.18.64/26")));
        add(KernelRoute.via(Prefix.parse("192.168.196.128/26"), IpAddress.parse("172.17.8.101"), link));
        assertThat(namespace.ip("route").lines().map(String::strip))
                .contains(
                        "blackhole 192.168.18.64/26 proto bird",
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird");
    }

    @Test
    void anOnlinkRouteMayHaveAGatewayThatNoAddressCovers() throws KernelException {
        KernelRoute route = KernelRoute.unicast(
                Prefix.parse("192.168.7.0/24"),
                List.of(new KernelNextHop(IpAddress.parse("172.17.8.101"), link, 1, true)));
        assertThat(add(route)).isEqualTo(OperationOutcome.APPLIED);
        assertThat(namespace.ip("route")).contains("192.168.7.0/24 via 172.17.8.101 dev enp0s8 proto bird onlink");
        assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL)).containsExactly(route);
        assertThat(table.apply(List.of(new RouteOperation.Delete(route))).get(0).outcome())
                .isEqualTo(OperationOutcome.APPLIED);
    }

    @Test
    void theKernelTellsWhichGatewaysAreOnlink() throws KernelException {
        namespace.ip("route add 10.1.0.0/16 via 172.31.1.1 dev enp0s8 onlink proto static");
        namespace.ip("route add 10.2.0.0/16 proto static nexthop via 172.31.1.1 dev enp0s8 onlink"
                + " nexthop via 172.31.1.2 dev enp0s8 onlink");
        namespace.ip("-6 route add fd01::/64 via fd31::1 dev enp0s8 onlink proto static");
        namespace.ip("-6 route add fd02::/64 proto static nexthop via fd31::1 dev enp0s8 onlink"
                + " nexthop via fd31::2 dev enp0s8 onlink");
        assertThat(table.routesOf(4))
                .extracting(route -> route.destination() + " " + route.nextHops())
                .containsExactlyInAnyOrder(
                        "10.1.0.0/16 " + hops("172.31.1.1"),
                        "10.2.0.0/16 " + hops("172.31.1.1", "172.31.1.2"),
                        "fd01::/64 " + hops("fd31::1"),
                        "fd02::/64 " + hops("fd31::1", "fd31::2"));
    }

    private List<KernelNextHop> hops(String... gateways) {
        return Stream.of(gateways)
                .map(gateway -> new KernelNextHop(IpAddress.parse(gateway), link, 1, true))
                .toList();
    }

    @Test
    void hopsThatAreOnlinkShareThePackets() throws KernelException {
        KernelRoute ipv4 = KernelRoute.unicast(Prefix.parse("10.3.0.0/16"), hops("172.31.1.1", "172.31.1.2"));
        KernelRoute ipv6 = KernelRoute.unicast(Prefix.parse("fd03::/64"), hops("fd31::1", "fd31::2"));
        assertThat(add(ipv4)).isEqualTo(OperationOutcome.APPLIED);
        assertThat(add(ipv6)).isEqualTo(OperationOutcome.APPLIED);
        assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL)).containsExactlyInAnyOrder(ipv4, ipv6);
    }

    /** Such a gateway has an odd length, and the next request begins behind it. */
    @Test
    void manyRoutesThroughGatewaysOfTheOtherFamilyGoTogether() throws Exception {
        List<RouteOperation> operations = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Prefix destination = Prefix.parse("192.168." + i + ".0/24");
            operations.add(new RouteOperation.Add(KernelRoute.via(destination, IpAddress.parse("fd09::2"), link)));
        }
        assertThat(table.apply(operations)).hasSize(9).allMatch(result -> result.outcome() == OperationOutcome.APPLIED);
        assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL))
                .containsExactlyInAnyOrderElementsOf(
                        operations.stream().map(RouteOperation::route).toList());
    }

    @Test
    void anIpv4RouteMayHaveAnIpv6Gateway() throws KernelException {
        KernelRoute route = KernelRoute.via(Prefix.parse("192.168.7.0/24"), IpAddress.parse("fd09::2"), link);
        assertThat(add(route)).isEqualTo(OperationOutcome.APPLIED);
        assertThat(namespace.ip("route")).contains("192.168.7.0/24 via inet6 fd09::2 dev enp0s8 proto bird");
        assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL)).containsExactly(route);
        KernelRoute both = KernelRoute.unicast(
                route.destination(),
                List.of(
                        KernelNextHop.via(IpAddress.parse("fd09::2"), link),
                        KernelNextHop.via(IpAddress.parse("10.9.0.2"), link)));
        assertThat(table.apply(List.of(new RouteOperation.Replace(route, both)))
                        .get(0)
                        .outcome())
                .isEqualTo(OperationOutcome.APPLIED);
        assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL)).containsExactly(both);
        assertThat(table.apply(List.of(new RouteOperation.Delete(both))).get(0).outcome())
                .isEqualTo(OperationOutcome.APPLIED);
    }

    @Test
    void aRouteMaySayWhichSourceAddressToUse() throws KernelException {
        namespace.ip("addr add 10.9.0.7/32 dev enp0s8");
        namespace.ip("addr add fd09::7/128 dev enp0s8 nodad");
        for (List<String> word : List.of(
                List.of("192.168.7.0/24", "10.9.0.2", "10.9.0.7"), List.of("fd80:7::/64", "fd09::2", "fd09::7"))) {
            KernelRoute plain = KernelRoute.via(Prefix.parse(word.get(0)), IpAddress.parse(word.get(1)), link);
            KernelRoute hinted = plain.withSource(IpAddress.parse(word.get(2)));
            assertThat(add(plain)).isEqualTo(OperationOutcome.APPLIED);
            assertThat(table.apply(List.of(new RouteOperation.Replace(plain, hinted)))
                            .get(0)
                            .outcome())
                    .isEqualTo(OperationOutcome.APPLIED);
            assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL))
                    .contains(hinted)
                    .doesNotContain(plain);
        }
        assertThat(namespace.ip("route")).contains("192.168.7.0/24 via 10.9.0.2 dev enp0s8 proto bird src 10.9.0.7");
        assertThat(add(KernelRoute.via(Prefix.parse("192.168.8.0/24"), IpAddress.parse("10.9.0.2"), link)
                        .withSource(IpAddress.parse("10.9.0.99"))))
                .isEqualTo(OperationOutcome.REFUSED);
    }

    @Test
    void weightsAndFlagsOfHopsAreReplacedAsWell() throws KernelException {
        for (String gateways : List.of("192.168.7.0/24 10.9.0.2 10.9.0.3", "fd80:7::/64 fd09::2 fd09::3")) {
            String[] words = gateways.split(" ");
            KernelRoute even = weighted(words, 1);
            KernelRoute uneven = weighted(words, 9);
            add(even);
            assertThat(table.apply(List.of(new RouteOperation.Replace(even, uneven)))
                            .get(0)
                            .outcome())
                    .isEqualTo(OperationOutcome.APPLIED);
            assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL))
                    .contains(uneven)
                    .doesNotContain(even);
        }
    }

    private KernelRoute weighted(String[] words, int weight) {
        return KernelRoute.unicast(
                Prefix.parse(words[0]),
                List.of(
                        new KernelNextHop(IpAddress.parse(words[1]), link, weight, false),
                        new KernelNextHop(IpAddress.parse(words[2]), link, 1, false)));
    }

    @Test
    void routesInAHighTableAreOursAloneAndInvisibleToTheMainTable() throws KernelException {
        KernelRoute route = KernelRoute.via(Prefix.parse("192.168.7.0/24"), IpAddress.parse("10.9.0.2"), link)
                .withTable(1000);
        try (NetlinkRouteTable high = open(KernelSyncSettings.DEFAULT.withTable(1000), 1 << 20)) {
            assertThat(high.scan().routes()).isEmpty();
            high.apply(List.of(new RouteOperation.Add(route)));
            assertThat(high.scan().routes()).containsExactly(route);
            assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL)).isEmpty();
            assertThat(table.ownElsewhere()).containsExactly(new RoutesElsewhere(Afi.IPV4, 1000, 1));
            assertThat(high.ownElsewhere()).isEmpty();
            assertThat(namespace.ip("route show table 1000"))
                    .contains("192.168.7.0/24 via 10.9.0.2 dev enp0s8 proto bird");
        }
    }

    @Test
    void thousandsOfRoutesAreWrittenReadAndDeletedInOneCall() throws KernelException {
        List<KernelRoute> routes = IntStream.range(0, 10_000)
                .mapToObj(i -> KernelRoute.via(
                        Prefix.parse("100." + (64 + i / 256 / 64) + "." + (i / 64 % 256) + "." + (i % 64 * 4) + "/30"),
                        IpAddress.parse("10.9.0.2"),
                        link))
                .toList();
        List<OperationResult> added = table.apply(
                routes.stream().<RouteOperation>map(RouteOperation.Add::new).toList());
        assertThat(added).hasSize(10_000).allMatch(result -> result.outcome() == OperationOutcome.APPLIED);
        assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL)).containsExactlyInAnyOrderElementsOf(routes);
        List<OperationResult> deleted = table.apply(
                routes.stream().<RouteOperation>map(RouteOperation.Delete::new).toList());
        assertThat(deleted).allMatch(result -> result.outcome() == OperationOutcome.APPLIED);
        assertThat(table.routesOf(KernelRoute.OWN_PROTOCOL)).isEmpty();
    }

    @Test
    void aFullSocketTellsThatEventsWereLost() throws KernelException {
        try (NetlinkRouteTable small = open(KernelSyncSettings.DEFAULT, 4096)) {
            namespace.ipBatch(IntStream.range(0, 500)
                    .mapToObj(i -> "route add blackhole 100.64." + i / 250 + "." + i % 250 + "/32 proto static")
                    .toList());
            assertThat(small.awaitEvents(5000)).anyMatch(event -> event instanceof KernelEvent.EventsLost);
            assertThat(small.scan().routes().stream().filter(r -> r.protocol() == 4))
                    .hasSize(500);
        }
    }

    @Test
    void whatWeWriteOurselvesTakesNoRoomAmongTheEvents() throws KernelException {
        try (NetlinkRouteTable small = open(KernelSyncSettings.DEFAULT, 4096)) {
            small.awaitEvents(0);
            List<RouteOperation> additions = IntStream.range(0, 2000)
                    .mapToObj(i -> Prefix.parse("100.64." + i / 250 + "." + i % 250 + "/32"))
                    .<RouteOperation>map(prefix -> new RouteOperation.Add(KernelRoute.blackhole(prefix)))
                    .toList();
            assertThat(small.apply(additions)).allMatch(result -> result.outcome() == OperationOutcome.APPLIED);
            assertThat(small.awaitEvents(0)).isEmpty();
            namespace.ip("route add blackhole 100.65.0.0/24 proto static");
            assertThat(small.awaitEvents(5000)).singleElement().isInstanceOf(KernelEvent.RouteAdded.class);
        }
    }

    @Test
    void addressesOfLinksThatHoldServicesAreNotRead() throws KernelException {
        KernelSyncSettings settings = new KernelSyncSettings(
                MAIN, Duration.ofSeconds(60), InterfacePatterns.of("lo"), InterfacePatterns.of("far"));
        namespace.ip("addr add 10.66.0.1/24 dev far");
        try (NetlinkRouteTable selective = open(settings, 1 << 20)) {
            assertThat(selective.scan().addresses())
                    .extracting(KernelAddress::interfaceIndex)
                    .contains(link, namespace.indexOf("lo"))
                    .doesNotContain(namespace.indexOf("far"));
        }
    }

    @Test
    void aTableThatReadsAsBeforeIsNotTakenApartAgain() throws KernelException {
        namespace.ip("-6 route add fd0a::/64 via fd09::2 proto ra expires 1000");
        add(KernelRoute.blackhole(Prefix.parse("192.168.18.64/26")));
        assertThat(table.scan().routes()).isNotEmpty();
        assertThat(table.scanAgain().routes()).isNull();
        namespace.ip("route change blackhole 192.168.18.64/26 proto 13");
        assertThat(table.scanAgain().routes())
                .contains(
                        KernelRoute.blackhole(Prefix.parse("192.168.18.64/26")).withProtocol(13));
        assertThat(table.scanAgain().routes()).isNull();
        namespace.ip("-6 route del fd0a::/64");
        assertThat(table.scanAgain().routes())
                .noneMatch(route -> route.destination().equals(Prefix.parse("fd0a::/64")));
        assertThat(table.scanAgain().routes()).isNull();
    }

    @Test
    void linkAndAddressChangesAreTold() throws KernelException {
        table.awaitEvents(0);
        namespace.ip("addr add 10.66.0.1/24 dev far");
        namespace.ip("link del enp0s8");
        boolean addressSeen = false;
        boolean removalSeen = false;
        while (!(addressSeen && removalSeen)) {
            List<KernelEvent> events = table.awaitEvents(5000);
            assertThat(events).isNotEmpty();
            addressSeen |= events.stream().anyMatch(event -> event instanceof KernelEvent.AddressAdded);
            removalSeen |= events.contains(new KernelEvent.LinkRemoved(link));
        }
    }

    @Test
    void aNamespaceThatDoesNotExistIsNamed() {
        KernelRouteTable.Opener opener =
                NetlinkRouteTable.openerInside(Path.of("/run/netns/njt-missing"), KernelSyncSettings.DEFAULT);
        assertThatThrownBy(opener::open)
                .isInstanceOf(NetlinkException.class)
                .hasMessage("opening the network namespace /run/netns/njt-missing failed: ENOENT");
    }
}
