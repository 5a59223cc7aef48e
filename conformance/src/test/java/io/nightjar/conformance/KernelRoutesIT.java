package io.nightjar.conformance;

import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.BirdSpeaker;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the routes of two BIRDs look like in Nightjar's kernel: equal paths, a tunnel, a source address, next hops behind routers.
 * This kernel has no IPIP; a bridge of that name stands in for the tunnel.
 */
@RequiresNetworkNamespaces
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelRoutesIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String OURS = "node00";
    private static final BirdProgram BIRD = BirdProgram.bird(TestBed.unpacked("bird2"));

    /** By number; the first place is ours. */
    private final BirdSpeaker[] birds = new BirdSpeaker[3];

    private TestBed bed;

    @BeforeAll
    void start() throws IOException {
        bed = TestBed.of(LabPlan.bareNodes(
                new LabNode(OURS, "172.17.8.100", "192.168.200.0/26", List.of()),
                new LabNode("node01", "172.17.8.101", "192.168.201.0/26", List.of()),
                new LabNode("node02", "172.17.8.102", "192.168.202.0/26", List.of())));
        for (int i = 0; i <= 2; i++) {
            bed.site().output("node0" + i, "ip", "address", "add", "fd00:17::10" + i + "/64", "dev", "enp0s8", "nodad");
        }
        startBird(1);
        startBird(2);
        Path file = Files.writeString(bed.site().folder(OURS).resolve("speaker.yaml"), """
                        as: 65000
                        router-id: 172.17.8.100
                        neighbors:
                          - {name: one, address: 172.17.8.101, as: 65000, families: [ipv4, ipv6], timers: {connect-delay: 1}}
                          - {name: two, address: 172.17.8.102, as: 65000, timers: {connect-delay: 1}}
                        static-routes:
                          - {prefix: 10.99.0.7/32, via: 172.17.8.102}
                          - {prefix: 10.98.0.7/32, via: 172.17.8.200}
                          - {prefix: "fd00:98::7/128", via: "fd00:17::200"}
                        kernel:
                          enabled: true
                          metric: 1024
                          source-addresses: [172.17.8.100]
                          tunnels:
                            - {network: 10.60.0.0/16, device: tunl0, direct: [172.17.8.102/32]}
                        """);
        NightjarSpeaker.onFile(bed.site(), OURS, TestBed.nightjar(), file);
    }

    private void startBird(int number) {
        String node = "node0" + number;
        birds[number] = BirdSpeaker.start(bed.site(), node, BIRD, """
                        log stderr all;
                        router id 172.17.8.10%1$d;
                        protocol device {}
                        protocol static shared { ipv4; route 10.50.0.0/16 blackhole; }
                        protocol static own { ipv4; route 10.60.%1$d.0/24 blackhole; }
                        protocol static far {
                          ipv4;
                          route 10.7%1$d.0.0/16 blackhole { bgp_next_hop = 10.99.0.7; };
                        }
                        protocol static hosted {
                          ipv4;
                          route 10.8%1$d.0.0/16 blackhole { bgp_next_hop = 203.0.113.%1$d; };
                        }
                        protocol static host { ipv4; disabled; route 172.17.8.200/32 blackhole; }
                        protocol static host6 { ipv6; disabled; route fd00:17::200/128 blackhole; }
                        protocol static part { ipv4; disabled; route 172.17.8.192/26 blackhole; }
                        protocol static cover { ipv4; disabled; route 10.99.0.0/16 blackhole; }
                        protocol bgp nightjar {
                          local 172.17.8.10%1$d as 65000;
                          neighbor 172.17.8.100 as 65000;
                          connect delay time 1; connect retry time 1; error wait time 1, 1;
                          ipv4 { import all; export all; };
                          ipv6 { import all; export all; next hop address fd00:17::10%1$d; };
                        }
                        """.formatted(number));
    }

    private void tell(int number, String... words) {
        birds[number].ask(words);
    }

    private void awaitRoute(String line) {
        bed.awaitRoute(OURS, line, LIMIT);
    }

    /** A bridge without ports has no carrier, which {@code ip route} may say behind the route. */
    private void awaitBeginning(String beginning) {
        bed.eventually(
                OURS + " shows " + beginning,
                LIMIT,
                () -> bed.routes(OURS).stream().anyMatch(line -> line.startsWith(beginning)),
                () -> String.join(" | ", bed.routes(OURS)));
    }

    private void ip(String... words) {
        bed.site().output(OURS, words);
    }

    @AfterAll
    void end() {
        bed.close();
    }

    @Test
    void equalPathsShareThePackets() {
        awaitRoute("10.50.0.0/16 proto bird src 172.17.8.100 metric 1024");
        awaitRoute("\tnexthop via 172.17.8.101 dev enp0s8 weight 1");
        awaitRoute("\tnexthop via 172.17.8.102 dev enp0s8 weight 1");
        tell(2, "disable", "shared");
        awaitRoute("10.50.0.0/16 via 172.17.8.101 dev enp0s8 proto bird src 172.17.8.100 metric 1024");
        tell(2, "enable", "shared");
        awaitRoute("\tnexthop via 172.17.8.102 dev enp0s8 weight 1");
    }

    @Test
    void routesMoveIntoTheTunnelAndOutOfItAgain() {
        String plain = "10.60.1.0/24 via 172.17.8.101 dev enp0s8 proto bird src 172.17.8.100 metric 1024";
        String direct = "10.60.2.0/24 via 172.17.8.102 dev enp0s8 proto bird src 172.17.8.100 metric 1024";
        awaitRoute(plain);
        awaitRoute(direct);
        ip("ip", "link", "add", "tunl0", "type", "bridge");
        ip("ip", "link", "set", "tunl0", "up");
        awaitBeginning("10.60.1.0/24 via 172.17.8.101 dev tunl0 proto bird src 172.17.8.100 metric 1024 onlink");
        awaitRoute(direct);
        ip("ip", "link", "delete", "tunl0");
        awaitRoute(plain);
    }

    @Test
    void aNextHopBehindAStaticRouteIsReachedWhateverBgpRouteCoversIt() {
        awaitRoute("10.99.0.7 via 172.17.8.102 dev enp0s8 proto bird src 172.17.8.100");
        awaitRoute("10.71.0.0/16 via 172.17.8.102 dev enp0s8 proto bird src 172.17.8.100 metric 1024");
        tell(1, "enable", "cover");
        awaitRoute("10.99.0.0/16 via 172.17.8.101 dev enp0s8 proto bird src 172.17.8.100 metric 1024");
        awaitRoute("10.71.0.0/16 via 172.17.8.102 dev enp0s8 proto bird src 172.17.8.100 metric 1024");
    }

    @Test
    void aStaticRouteStaysWhateverBgpRouteCoversItsGateway() {
        String staticRoute = "10.98.0.7 via 172.17.8.200 dev enp0s8 proto bird src 172.17.8.100";
        awaitRoute(staticRoute);
        tell(1, "enable", "host");
        awaitRoute("172.17.8.200 via 172.17.8.101 dev enp0s8 proto bird src 172.17.8.100 metric 1024");
        awaitRoute(staticRoute);
        tell(1, "disable", "host");
        tell(1, "enable", "part");
        awaitRoute("172.17.8.192/26 via 172.17.8.101 dev enp0s8 proto bird src 172.17.8.100 metric 1024");
        awaitRoute(staticRoute);
        tell(1, "disable", "part");
    }

    /** The kernel would not take it: in IPv6 it does not look for a neighbor behind a route that leads through a gateway. */
    @Test
    void anIpv6StaticRouteCanBeWrittenBehindABgpRouteToItsGateway() {
        String staticRoute = "fd00:98::7 via fd00:17::200 dev enp0s8 proto bird";
        awaitBeginning(staticRoute);
        tell(1, "enable", "host6");
        awaitBeginning("fd00:17::200 via fd00:17::101 dev enp0s8 proto bird");
        ip("ip", "-6", "route", "delete", "fd00:98::7");
        awaitBeginning(staticRoute);
        tell(1, "disable", "host6");
    }

    /** A rented machine with an address of its own and a router that no address covers. */
    @Test
    void aNextHopBehindARouterThatIsOnlinkIsReachedThroughItOnlink() {
        ip("ip", "link", "add", "wan0", "type", "bridge");
        ip("ip", "link", "set", "wan0", "up");
        ip("ip", "address", "add", "198.51.100.5/32", "dev", "wan0");
        ip("ip", "route", "replace", "default", "via", "172.31.1.1", "dev", "wan0", "onlink");
        awaitBeginning("10.81.0.0/16 via 172.31.1.1 dev wan0 proto bird src 172.17.8.100 metric 1024 onlink");
        awaitBeginning("10.82.0.0/16 via 172.31.1.1 dev wan0 proto bird src 172.17.8.100 metric 1024 onlink");
        ip("ip", "link", "delete", "wan0");
        awaitRoute("unreachable 10.81.0.0/16 proto bird metric 1024");
        ip("ip", "route", "add", "default", "via", "10.0.2.2", "dev", "enp0s3");
        awaitRoute("10.81.0.0/16 via 10.0.2.2 dev enp0s3 proto bird src 172.17.8.100 metric 1024");
    }
}
