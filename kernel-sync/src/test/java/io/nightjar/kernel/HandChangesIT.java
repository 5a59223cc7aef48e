package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody changes a route of ours by hand and leaves our protocol in it. In what is said to {@code ip}, P is the prefix, A, B and C are
 * neighbours with their link, and M is a metric of which only IPv6 routes have one.
 */
@RequiresNetworkNamespaces
@Timeout(60)
class HandChangesIT {

    private static final int WRITES = 2;

    private final ManualNanoClock clock = new ManualNanoClock();
    private NetworkNamespace namespace;
    private KernelRouteTable observer;
    private KernelSyncLoop loop;
    private int link;

    private enum Family {
        IPV4("192.168.196.128/26", "172.17.8.10", ""),
        IPV6("fd80:24e2::/122", "fd17::10", " metric 1024");

        private final String prefix;
        private final String network;
        private final String metric;

        Family(String prefix, String network, String metric) {
            this.prefix = prefix;
            this.network = network;
            this.metric = metric;
        }

        private Prefix prefix() {
            return Prefix.parse(prefix);
        }

        private String neighbour(String letter) {
            return network + ("ABC".indexOf(letter) + 1);
        }

        private String inWords(String change) {
            String words = change.replace("P", prefix).replace(" M", metric);
            for (String letter : List.of("A", "B", "C")) {
                words = words.replace(letter, neighbour(letter) + " dev enp0s8");
            }
            return words;
        }
    }

    @BeforeEach
    void start() throws KernelException {
        namespace = NetworkNamespace.create();
        namespace.ip("link add enp0s8 type veth peer name far");
        namespace.ip("link set far up");
        namespace.ip("addr add 172.17.8.100/24 dev enp0s8");
        namespace.ip("addr add fd17::100/64 dev enp0s8 nodad");
        namespace.ip("link set enp0s8 up");
        link = namespace.indexOf("enp0s8");
        observer = namespace.inside(
                () -> NetlinkRouteTable.opener(KernelSyncSettings.DEFAULT).open());
        loop = new KernelSyncLoop(
                NetlinkRouteTable.openerInside(namespace.path(), KernelSyncSettings.DEFAULT),
                KernelSyncSettings.DEFAULT,
                view -> {},
                clock);
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
        observer.close();
        namespace.close();
    }

    /** Twice: what the first turn writes may be what the second one has to look at. */
    private KernelSyncStatus synchronised() throws Exception {
        loop.synchronised().get(20, TimeUnit.SECONDS);
        return loop.synchronised().get(20, TimeUnit.SECONDS);
    }

    private List<KernelRoute> routesTo(Prefix prefix) throws KernelException {
        return observer.scan().routes().stream()
                .filter(route -> route.destination().equals(prefix))
                .toList();
    }

    /** In the words of {@code ip}, which tell more than we read. */
    private List<String> shown(Family family) {
        String option = family == Family.IPV4 ? "-4" : "-6";
        return namespace
                .ip(option + " route show " + family.prefix)
                .lines()
                .sorted()
                .toList();
    }

    private void isRepaired(Family family, String neighbours, String changes) throws Exception {
        KernelRoute wanted = KernelRoute.unicast(
                family.prefix(),
                neighbours
                        .chars()
                        .mapToObj(Character::toString)
                        .map(letter -> KernelNextHop.via(IpAddress.parse(family.neighbour(letter)), link))
                        .toList());
        loop.desire(List.of(new RouteChange.Install(wanted)));
        long writes = synchronised().counters().writes();
        assertThat(routesTo(family.prefix())).containsExactly(wanted);
        List<String> shown = shown(family);

        for (String change : changes.split(", ", -1)) {
            namespace.ip("route " + family.inWords(change));
        }
        KernelSyncStatus repaired = synchronised();

        assertThat(routesTo(family.prefix())).containsExactly(wanted);
        assertThat(repaired.installed()).isEqualTo(1);
        assertThat(repaired.failures()).isEmpty();
        assertThat(repaired.counters().writes() - writes).isLessThanOrEqualTo(WRITES);
        observer.awaitEvents(0);
        clock.advance(Duration.ofSeconds(61));
        assertThat(synchronised().counters().writes())
                .isEqualTo(repaired.counters().writes());
        assertThat(observer.awaitEvents(0)).isEmpty();
        assertThat(routesTo(family.prefix())).containsExactly(wanted);
        assertThat(shown(family)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4 | replace P via B proto bird M",
                "IPV6 | replace P via B proto bird M",
                "IPV4 | add P via A proto bird metric 77",
                "IPV6 | add P via A proto bird metric 77",
                "IPV4 | add P via A proto bird metric 77, del P via A proto bird M",
                "IPV6 | add P via A proto bird metric 77, del P via A proto bird M",
                "IPV4 | replace blackhole P proto bird M",
                "IPV6 | replace blackhole P proto bird M",
                "IPV4 | replace P proto bird M nexthop via A nexthop via B",
                "IPV6 | replace P proto bird M nexthop via A nexthop via B",
                "IPV6 | append P via B proto bird M",
                "IPV4 | append P via B proto bird M",
                "IPV4 | del P via A proto bird M",
                "IPV6 | del P via A proto bird M",
                "IPV4 | replace P via A proto bird src 172.17.8.100",
                "IPV6 | replace P via A proto bird M src fd17::100",
                "IPV4 | replace P via A onlink proto bird",
                "IPV6 | replace P via A onlink proto bird M"
            })
    void aRouteWithOneHopIsRightAgainAtOnceAndStaysSo(Family family, String changes) throws Exception {
        isRepaired(family, "A", changes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4 | replace P proto bird M nexthop via B nexthop via A",
                "IPV6 | replace P proto bird M nexthop via B nexthop via A",
                "IPV4 | replace P proto bird M nexthop via A nexthop via C",
                "IPV6 | replace P proto bird M nexthop via A nexthop via C",
                "IPV4 | replace P proto bird M nexthop via A nexthop via B nexthop via C",
                "IPV6 | replace P proto bird M nexthop via A nexthop via B nexthop via C",
                "IPV4 | replace P via B proto bird M",
                "IPV6 | replace P via B proto bird M",
                "IPV4 | replace P proto bird metric 77 nexthop via A nexthop via B",
                "IPV6 | replace P proto bird metric 77 nexthop via A nexthop via B",
                "IPV4 | replace P proto bird M nexthop via A weight 5 nexthop via B",
                "IPV6 | replace P proto bird M nexthop via A weight 5 nexthop via B",
                "IPV4 | replace unreachable P proto bird M",
                "IPV6 | replace unreachable P proto bird M"
            })
    void aRouteWithSeveralHopsIsRightAgainAtOnceAndStaysSo(Family family, String changes) throws Exception {
        isRepaired(family, "AB", changes);
    }

    /** The kernel deletes such a route only if the object is named; by a gateway it would find any route over an object in IPv6. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4 | A  | replace P nhid 10 proto bird M",
                "IPV6 | A  | replace P nhid 10 proto bird M",
                "IPV4 | A  | replace P nhid 11 proto bird M",
                "IPV6 | A  | replace P nhid 11 proto bird M",
                "IPV4 | A  | replace P nhid 12 proto bird M",
                "IPV6 | A  | replace P nhid 12 proto bird M",
                "IPV4 | AB | replace P nhid 12 proto bird M",
                "IPV6 | AB | replace P nhid 12 proto bird M",
                "IPV4 | A  | add P nhid 10 proto bird metric 77",
                "IPV6 | A  | add P nhid 10 proto bird metric 77",
                "IPV4 | AB | append P nhid 12 proto bird M",
                "IPV6 | AB | append P nhid 12 proto bird M"
            })
    void aNextHopObjectInOurNameIsRightAgainAtOnceAndStaysSo(Family family, String neighbours, String changes)
            throws Exception {
        namespace.ip("nexthop add id 10 via " + family.neighbour("B") + " dev enp0s8");
        namespace.ip("nexthop add id 11 via " + family.neighbour("A") + " dev enp0s8");
        namespace.ip("nexthop add id 12 group 10/11");
        isRepaired(family, neighbours, changes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4 | A  | change P via A proto bird M mtu 600",
                "IPV6 | A  | change P via A proto bird M mtu 1280",
                "IPV4 | A  | replace P via A proto bird M mtu 600 advmss 500",
                "IPV6 | A  | replace P via B proto bird M hoplimit 7",
                "IPV4 | A  | append P via A proto bird M mtu 600",
                "IPV4 | A  | prepend P via A proto bird M mtu 600",
                "IPV4 | A  | add P via A proto bird metric 77 mtu 600, del P via A proto bird M",
                "IPV6 | A  | add P via A proto bird metric 77 mtu 1280, del P via A proto bird M",
                "IPV4 | AB | replace P proto bird M mtu 600 nexthop via A nexthop via B",
                "IPV6 | AB | replace P proto bird M mtu 1280 nexthop via A nexthop via B",
                "IPV4 | A  | replace P realm 5 via A proto bird M",
                "IPV4 | AB | replace P proto bird M nexthop via A realm 5 nexthop via B",
                "IPV6 | A  | replace P via A proto bird M pref high",
                "IPV4 | A  | replace P encap ip id 5 dst 172.17.8.9 via A proto bird M",
                "IPV6 | A  | replace P encap ip6 id 5 dst fd17::9 via A proto bird M",
                "IPV4 | AB | replace P proto bird M nexthop encap ip id 5 dst 172.17.8.9 via A nexthop via B",
                "IPV6 | AB | replace P proto bird M nexthop encap ip6 id 5 dst fd17::9 via A nexthop via B"
            })
    void whatWeDoNotSayOfARouteIsTakenFromItAtOnce(Family family, String neighbours, String changes) throws Exception {
        isRepaired(family, neighbours, changes);
    }

    /** The kernel deletes an IPv4 route with several hops only if they are named in its order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4 | A  | replace P proto bird M nexthop via B nexthop via A",
                "IPV6 | A  | replace P proto bird M nexthop via B nexthop via A",
                "IPV4 | A  | replace P proto bird metric 1024 nexthop via C nexthop via B",
                "IPV6 | A  | replace P proto bird metric 77 nexthop via C nexthop via B",
                "IPV4 | AB | replace P proto bird M nexthop via C nexthop via A",
                "IPV6 | AB | replace P proto bird M nexthop via C nexthop via A",
                "IPV4 | AB | replace P proto bird metric 1024 nexthop via B nexthop via A",
                "IPV6 | AB | replace P proto bird metric 77 nexthop via B nexthop via A",
                "IPV4 | AB | replace P proto bird M nexthop via B nexthop via A,"
                        + " replace P proto bird M nexthop via C nexthop via B"
            })
    void theOrderInWhichSomebodyNamesHopsDoesNotMatter(Family family, String neighbours, String changes)
            throws Exception {
        isRepaired(family, neighbours, changes);
    }
}
