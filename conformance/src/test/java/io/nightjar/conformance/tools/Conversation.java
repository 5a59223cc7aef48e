package io.nightjar.conformance.tools;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.NightjarSpeaker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nightjar between BIRD 2 in another AS and GoBGP in its own AS, which is its client. With BIRD it has a session for
 * each family, that for IPv4 with several paths and with segments of 256 octets, so that hardly a message is in one piece; with
 * GoBGP one for both, over IPv6.
 */
final class Conversation implements AutoCloseable {

    /** An end of BIRD's long list of routes with the same attributes. */
    static final String LAST_OF_MANY = "10.1.199.0/24";

    static final String BIRD_ROUTE = "198.51.100.0/25";
    static final String BIRD_ROUTE6 = "2001:db8:1::/48";
    static final String GOBGP_ROUTE = "203.0.113.0/24";
    static final String GOBGP_ROUTE6 = "2001:db8:2::/48";
    static final String GOODBYE = "bis später";

    private static final int MANY = 200;

    private final Lan lan;
    private final NightjarSpeaker nightjar;
    private final BirdDaemon bird;
    private final GoBgpDaemon gobgp;

    private Conversation(Lan lan) {
        this.lan = lan;
        for (int node : List.of(0, 1)) {
            lan.site().output(Lan.node(node), "ip", "link", "set", Lan.INTERFACE, "gso_max_segs", "1");
            lan.site().output(Lan.node(node), "sh", "-c", "echo 256 > /proc/sys/net/ipv4/route/min_adv_mss");
            lan.site()
                    .output(
                            Lan.node(node),
                            "ip",
                            "route",
                            "replace",
                            Lan.address(1 - node),
                            "dev",
                            Lan.INTERFACE,
                            "advmss",
                            "256");
        }
        Path file = lan.file(0, "speaker.yaml", nightjarConfiguration());
        this.nightjar = NightjarSpeaker.onFile(lan.site(), Lan.node(0), TestBed.nightjar(), file);
        lan.bed()
                .eventually(
                        "Nightjar answers", Lan.LIMIT, () -> nightjar.status().isPresent(), () -> "nothing");
        this.bird = BirdDaemon.start(lan, 1, birdConfiguration());
        this.gobgp = GoBgpDaemon.start(lan, 2, goBgpConfiguration());
    }

    static Conversation begin(Lan lan) {
        return new Conversation(lan);
    }

    /** Routes come and go in both directions, and are asked for again. */
    void talk() {
        gobgp.tell(
                "global",
                "rib",
                "add",
                GOBGP_ROUTE,
                "origin",
                "egp",
                "med",
                "5",
                "community",
                "65000:9,65000:10",
                "large-community",
                "65000:4294967295:1",
                "aspath",
                "65010 4200000001 {65011 65012}",
                "nexthop",
                Lan.address(2));
        gobgp.tell("global", "rib", "add", "-a", "ipv6", GOBGP_ROUTE6, "nexthop", Lan.address6(2));
        bird.awaitRoute(GOBGP_ROUTE6, "65000");
        bird.awaitRoute(GOBGP_ROUTE, "4200000001");
        gobgp.awaitPaths("ipv4", LAST_OF_MANY, 1);
        gobgp.awaitPaths("ipv6", BIRD_ROUTE6, 1);
        gobgp.tell(
                "global",
                "rib",
                "del",
                GOBGP_ROUTE,
                "aspath",
                "65010 4200000001 {65011 65012}",
                "nexthop",
                Lan.address(2));
        gobgp.tell("global", "rib", "del", "-a", "ipv6", GOBGP_ROUTE6);
        bird.awaitNoRoute(GOBGP_ROUTE);
        bird.awaitNoRoute(GOBGP_ROUTE6);
        bird.ask("reload", "in", "nightjar");
        bird.ask("disable", "many");
        gobgp.awaitPaths("ipv4", LAST_OF_MANY, 0);
    }

    /** BIRD leaves with a text, and GoBGP just so. */
    void end() {
        bird.ask("disable", "nightjar", '"' + GOODBYE + '"');
        bird.ask("disable", "nightjar6");
        gobgp.tell("neighbor", Lan.address6(0), "disable");
        lan.bed()
                .eventually(
                        "all sessions have ended",
                        Lan.LIMIT,
                        () -> states().stream().noneMatch("Established"::equals),
                        () -> states().toString());
    }

    private List<String> states() {
        return nightjar.status().map(StatusReport::peers).orElse(List.of()).stream()
                .map(StatusReport.Peer::state)
                .toList();
    }

    BirdDaemon bird() {
        return bird;
    }

    GoBgpDaemon gobgp() {
        return gobgp;
    }

    private static String nightjarConfiguration() {
        return """
                as: 65000
                router-id: 172.17.8.100
                originate: [192.0.2.0/24]
                neighbors:
                  - name: bird
                    address: 172.17.8.101
                    local-address: 172.17.8.100
                    as: 65001
                    import: all
                    export: all
                    add-path: {send: true, receive: true}
                    timers: {connect-delay: 1, error-wait-min: 1}
                  - name: bird6
                    address: "fd00:17:8::101"
                    local-address: "fd00:17:8::100"
                    as: 65001
                    import: all
                    export: all
                    timers: {connect-delay: 1, error-wait-min: 1}
                  - name: gobgp
                    address: "fd00:17:8::102"
                    local-address: "fd00:17:8::100"
                    as: 65000
                    families: [ipv4, ipv6]
                    route-reflector-client: true
                    timers: {connect-delay: 1, error-wait-min: 1}
                """;
    }

    private static String birdConfiguration() {
        String many = IntStream.range(0, MANY)
                .mapToObj(number -> "route 10.1." + number + ".0/24 blackhole;")
                .collect(Collectors.joining(" "));
        return """
                log stderr all;
                router id 172.17.8.101;
                protocol device {}
                protocol static many { ipv4; %s }
                protocol static own4 {
                  ipv4;
                  route 198.51.100.0/25 blackhole {
                    bgp_origin = ORIGIN_INCOMPLETE;
                    bgp_med = 77;
                    bgp_community.add((65001, 7));
                    bgp_community.add((65535, 65281));
                    bgp_ext_community.add((rt, 65001, 9));
                    bgp_large_community.add((65001, 1, 2));
                    bgp_path.prepend(4200000002);
                    bgp_path.prepend(65003);
                  };
                }
                protocol static own6 { ipv6; route 2001:db8:1::/48 blackhole; route 2001:db8:3::/64 blackhole; }
                protocol bgp nightjar {
                  local 172.17.8.101 as 65001;
                  neighbor 172.17.8.100 as 65000;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  ipv4 { import all; export all; add paths on; };
                }
                protocol bgp nightjar6 {
                  local fd00:17:8::101 as 65001;
                  neighbor fd00:17:8::100 as 65000;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  ipv6 { import all; export all; };
                }
                """.formatted(many);
    }

    private static String goBgpConfiguration() {
        return """
                [global.config]
                  as = 65000
                  router-id = "172.17.8.102"
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "fd00:17:8::100"
                    peer-as = 65000
                  [neighbors.timers.config]
                    connect-retry = 1
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv4-unicast"
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv6-unicast"
                """;
    }

    @Override
    public void close() {
        nightjar.process().stop(Duration.ofSeconds(5));
    }
}
