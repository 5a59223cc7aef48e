package io.nightjar.conformance.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that BIRD 2 and GoBGP have written, beside what these say about their tables; IPv4 is spoken with ADD-PATH. */
@RequiresNetworkNamespaces
class DecodeMrtIT {

    private static final String GOBGP_PATH = "65010 4200000001 {65011 65012}";
    private static final String GOLDEN = "gobgp-3.10-table.mrt";

    private static final Map<String, String> PEERS = Map.of("gobgp", Lan.address(1), "gobgp6", Lan.address6(1));

    private static Lan lan;
    private static BirdDaemon bird;
    private static GoBgpDaemon gobgp;

    @TempDir
    private Path folder;

    @BeforeAll
    static void exchangeRoutes() {
        lan = Lan.of(2);
        bird = BirdDaemon.start(lan, 0, birdConfiguration());
        gobgp = GoBgpDaemon.start(lan, 1, goBgpConfiguration());
        String hop = Lan.address(1);
        gobgp.tell(
                "global",
                "rib",
                "add",
                "203.0.113.0/24",
                "origin",
                "egp",
                "med",
                "5",
                "community",
                "65002:9,65002:10",
                "large-community",
                "65002:4294967295:1",
                "aspath",
                GOBGP_PATH,
                "nexthop",
                hop);
        gobgp.tell("global", "rib", "add", "-a", "ipv6", "2001:db8:2::/48", "nexthop", Lan.address6(1));
        bird.awaitRoute("203.0.113.0/24", "4200000001");
        bird.awaitRoute("2001:db8:2::/48", "65002");
        gobgp.awaitPaths("ipv4", "198.51.100.0/25", 1);
        gobgp.awaitPaths("ipv6", "2001:db8:1::/48", 1);
    }

    @AfterAll
    static void leave() {
        lan.close();
    }

    @Test
    void aTableOfBirdIsWhatItShows() {
        Path dump = lan.path(0, "table.mrt");
        String answer = bird.ask("mrt", "dump", "table", "\"master*\"", "to", '"' + dump.toString() + '"');
        lan.bed()
                .eventually(
                        "BIRD has written " + answer,
                        Lan.LIMIT,
                        () -> entries(dump).size() == 6,
                        () -> answer);

        NightjarDecode decoded = NightjarDecode.of(dump.toString());

        assertThat(decoded.exitCode()).isZero();
        assertThat(decoded.kind("rib-entry").stream().map(BirdText::route))
                .containsExactlyInAnyOrderElementsOf(BirdText.routes(bird.ask("show", "route", "all"), PEERS))
                .hasSize(6);
        assertThat(decoded.kind("peer-index-table")).hasSize(2);
        assertThat(entries(dump).stream()
                        .filter(entry -> entry.path("prefix").asText().equals("203.0.113.0/24")))
                .allMatch(entry -> entry.has("pathId"))
                .hasSize(1);
    }

    private static List<JsonNode> entries(Path dump) {
        return Files.exists(dump) ? NightjarDecode.of(dump.toString()).kind("rib-entry") : List.of();
    }

    @Test
    void messagesThatBirdHasWrittenAreThoseOfItsSessions() {
        NightjarDecode decoded = NightjarDecode.of(lan.path(0, "messages.mrt").toString());

        assertThat(decoded.exitCode()).isZero();
        assertThat(decoded.kind("state-change"))
                .extracting(change -> change.path("newState").asText())
                .contains("OpenSent", "OpenConfirm", "Established");
        assertThat(decoded.kind("message"))
                .extracting(message -> message.at("/message/type").asText())
                .contains("OPEN", "KEEPALIVE", "UPDATE");
        Map<String, JsonNode> heard = routes(decoded, Lan.address(1));
        assertThat(heard).containsOnlyKeys("203.0.113.0/24");
        Map<String, String> route =
                BirdText.routes(bird.route("203.0.113.0/24"), PEERS).get(0);
        assertThat(route.get("as_path")).isEqualTo("65002 " + GOBGP_PATH);
        assertThat(GoBgpText.decoded(heard.get("203.0.113.0/24")))
                .containsEntry("path", route.get("as_path").replaceAll("[{}]", ""))
                .containsEntry("next hop", route.get("next_hop"))
                .containsEntry("large communities", "65002:4294967295:1");
    }

    @Test
    void updatesThatGoBgpHasWrittenMakeItsTable() {
        Path dump = lan.path(1, "updates.mrt");
        lan.bed()
                .eventually(
                        "GoBGP has written",
                        Lan.LIMIT,
                        () -> routes(NightjarDecode.of(dump.toString()), "").size() == 4,
                        () -> NightjarDecode.of(dump.toString()).toString());

        NightjarDecode decoded = NightjarDecode.of(dump.toString());

        assertThat(decoded.exitCode()).isZero();
        Map<String, JsonNode> routes = routes(decoded, "");
        assertThat(routes).containsOnlyKeys("192.0.2.0/24", "198.51.100.0/25", "2001:db8:1::/48", "2001:db8:3::/64");
        routes.forEach((prefix, attributes) -> assertThat(GoBgpText.decoded(attributes))
                .as(prefix)
                .isEqualTo(GoBgpText.path(gobgp.paths(prefix.contains(":") ? "ipv6" : "ipv4", prefix)
                        .path(0))));
    }

    /** What is announced at the end by that peer, or by anybody. */
    private static Map<String, JsonNode> routes(NightjarDecode decoded, String peer) {
        Map<String, JsonNode> routes = new TreeMap<>();
        for (JsonNode object : decoded.kind("message")) {
            JsonNode message = object.path("message");
            if (peer.isEmpty() || object.at("/from/address").asText().equals(peer)) {
                List<JsonNode> announced = new ArrayList<>(JsonValues.each(message.path("announced")));
                announced.addAll(JsonValues.each(message.at("/attributes/MP_REACH_NLRI/announced")));
                announced.forEach(route -> routes.put(route.path("prefix").asText(), message.path("attributes")));
            }
        }
        return routes;
    }

    /** It writes one each minute at most, so this one is from an earlier day: 7 routes, of them 2 of GoBGP's own. */
    @Test
    void aTableOfGoBgpHasItsOwnRoutesOfAPeerThatIsNotInIt() throws IOException {
        Path dump = folder.resolve(GOLDEN);
        try (InputStream in = DecodeMrtIT.class.getResourceAsStream(GOLDEN)) {
            Files.copy(Objects.requireNonNull(in, GOLDEN), dump);
        }

        NightjarDecode decoded = NightjarDecode.of(dump.toString());

        assertThat(decoded.kind("rib-entry"))
                .extracting(entry -> entry.path("prefix").asText() + " of "
                        + entry.at("/peer/index").asText() + " "
                        + entry.at("/peer/address").asText())
                .containsExactly(
                        "2001:db8::/32 of 1 10.0.0.1",
                        "198.51.100.0/25 of 1 10.0.0.1",
                        "203.0.113.0/24 of 2 ",
                        "0.0.0.0/0 of 1 10.0.0.1",
                        "192.0.2.0/24 of 1 10.0.0.1",
                        "2001:db8:1::/48 of 1 10.0.0.1",
                        "2001:db8:77::/48 of 2 ");
        assertThat(GoBgpText.decoded(decoded.kind("rib-entry").get(2).path("attributes")))
                .isEqualTo(
                        Map.of("origin", "INCOMPLETE", "next hop", "10.0.0.2", "communities", "65002:9", "med", "5"));
        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(decoded.complaints())
                .extracting(line -> line.replace(dump.toString(), "FILE"))
                .containsExactly(
                        "decode: FILE: record 4 at offset 215: there is no peer 2 in the PEER_INDEX_TABLE",
                        "decode: FILE: record 8 at offset 462: there is no peer 2 in the PEER_INDEX_TABLE");
    }

    private static String birdConfiguration() {
        return """
                log stderr all;
                router id 172.17.8.100;
                mrtdump "%s";
                mrtdump protocols all;
                protocol device {}
                protocol static own4 {
                  ipv4;
                  route 192.0.2.0/24 blackhole;
                  route 198.51.100.0/25 blackhole {
                    bgp_origin = ORIGIN_INCOMPLETE;
                    bgp_med = 77;
                    bgp_community.add((65001, 7));
                    bgp_community.add((65001, 8));
                    bgp_ext_community.add((rt, 65001, 9));
                    bgp_large_community.add((65001, 1, 2));
                    bgp_path.prepend(4200000002);
                    bgp_path.prepend(65003);
                  };
                }
                protocol static own6 { ipv6; route 2001:db8:1::/48 blackhole; route 2001:db8:3::/64 blackhole; }
                protocol bgp gobgp {
                  local 172.17.8.100 as 65001;
                  neighbor 172.17.8.101 as 65002;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  ipv4 { import all; export where source != RTS_BGP; add paths on; };
                }
                protocol bgp gobgp6 {
                  local fd00:17:8::100 as 65001;
                  neighbor fd00:17:8::101 as 65002;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  ipv6 { import all; export where source != RTS_BGP; };
                }
                """.formatted(lan.path(0, "messages.mrt"));
    }

    private static String goBgpConfiguration() {
        return """
                [global.config]
                  as = 65002
                  router-id = "172.17.8.101"
                [[mrt-dump]]
                  [mrt-dump.config]
                    dump-type = "updates"
                    file-name = "updates.mrt"
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "172.17.8.100"
                    peer-as = 65001
                  [neighbors.timers.config]
                    connect-retry = 1
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv4-unicast"
                    [neighbors.afi-safis.add-paths.config]
                      receive = true
                      send-max = 8
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "fd00:17:8::100"
                    peer-as = 65001
                  [neighbors.timers.config]
                    connect-retry = 1
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv6-unicast"
                """;
    }
}
