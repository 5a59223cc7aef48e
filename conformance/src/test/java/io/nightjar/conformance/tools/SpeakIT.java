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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code nightjar speak} with BIRD 2 in another AS and with GoBGP; both only wait for it. */
@RequiresNetworkNamespaces
class SpeakIT {

    private static final int BIRD = 0;
    private static final int GOBGP = 1;
    private static final int OURS = 2;

    private static final String KEY = "only-for-tests";
    private static final String GOLDEN = "gobgp-3.10-table.mrt";

    /** Twelve octets each, so that a route with all of them does not fit into 4096. */
    private static final int MANY = 360;

    private static Lan lan;
    private static BirdDaemon bird;
    private static GoBgpDaemon gobgp;

    @BeforeAll
    static void startPeers() {
        lan = Lan.of(3);
        lan.site().output(Lan.node(OURS), "ip", "address", "add", "172.17.8.202/24", "dev", Lan.INTERFACE);
        bird = BirdDaemon.start(lan, BIRD, birdConfiguration());
        gobgp = GoBgpDaemon.start(lan, GOBGP, goBgpConfiguration());
        gobgp.tell("global", "rib", "add", "203.0.113.128/25", "nexthop", Lan.address(GOBGP), "community", "65002:7");
        gobgp.tell("global", "rib", "add", "-a", "ipv6", "2001:db8:2::/48", "nexthop", Lan.address6(GOBGP));
    }

    @AfterAll
    static void leave() {
        lan.close();
    }

    private static SpeakRun speak(String name, long peerAs, String... options) {
        List<String> words = new ArrayList<>(List.of("--local-as", "65009", "--router-id", Lan.address(OURS)));
        words.addAll(List.of("--peer-as", Long.toString(peerAs)));
        words.addAll(List.of(options));
        return SpeakRun.start(lan, OURS, name, words);
    }

    private static Map<String, String> common(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .filter(attribute -> !attribute.getKey().equals("local_pref"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Map<String, String>> birdRoutes(String prefix) {
        return BirdText.routes(bird.route(prefix), Map.of()).stream()
                .map(SpeakIT::common)
                .toList();
    }

    @Test
    void aFileIsAnnouncedToBirdSignedWithSeveralPathsAndInLongMessages() {
        Path key = lan.file(OURS, "key", KEY + "\n");
        Path routes = lan.file(OURS, "routes.txt", routesForBird());
        SpeakRun speak = speak(
                "file",
                65001,
                "--connect",
                Lan.address(BIRD),
                "--password-file",
                key.toString(),
                "--add-path",
                "ipv4",
                "--extended",
                "--routes",
                routes.toString());

        JsonNode heard =
                speak.awaitMessage("BIRD's route", update -> update.toString().contains("192.0.2.0/24"));
        bird.awaitRoute("198.18.1.0/24", "4200000001");
        speak.tell("announce 198.18.4.0/24 path-id 3 local-pref 5");
        bird.awaitRoute("198.18.4.0/24", "65009");

        assertThat(heard.at("/attributes/COMMUNITIES")).hasToString("[\"65001:7\"]");
        assertThat(heard.at("/attributes/AS_PATH/0/numbers")).hasToString("[65001]");
        assertThat(heard.at("/announced/0/pathId").asLong()).isPositive();
        assertBirdShowsTheFile();

        speak.tell("withdraw 198.18.1.0/24 path-id 1");
        lan.bed()
                .eventually(
                        "one path is gone",
                        Lan.LIMIT,
                        () -> birdRoutes("198.18.1.0/24").size() == 1,
                        () -> bird.route("198.18.1.0/24"));
        speak.tell("quit");
        assertThat(speak.awaitEnd()).isZero();
        bird.awaitNoRoute("198.18.4.0/24");
        assertThat(bird.ask("show", "protocols", "all", "signed")).contains("Administrative shutdown");
        assertThat(speak.kind("sent").get(0).path("routes").asInt()).isEqualTo(5);
    }

    private static String routesForBird() {
        return """
                # prefix and attributes
                198.18.1.0/24 path-id 1 as-path "65009 4200000001 {65011 65012}" origin egp med 7 \\
                communities 65009:1 65009:2 large-communities 65009:1:2
                198.18.1.0/24 path-id 2 next-hop 172.17.8.101   # another path
                198.18.2.0/24 path-id 1
                withdraw 198.18.2.0/24 path-id 1
                198.18.3.0/24 path-id 1 large-communities %s
                """.formatted(manyCommunities()).replace("\\\n", "");
    }

    private static void assertBirdShowsTheFile() {
        Map<String, String> first = Map.of(
                "prefix",
                "198.18.1.0/24",
                "from",
                "",
                "origin",
                "EGP",
                "med",
                "7",
                "as_path",
                "65009 4200000001 {65011 65012}",
                "next_hop",
                "172.17.8.102",
                "community",
                "(65009,1) (65009,2)",
                "large_community",
                "(65009, 1, 2)");
        Map<String, String> second = Map.of(
                "prefix", "198.18.1.0/24", "from", "", "origin", "IGP", "as_path", "65009", "next_hop", "172.17.8.101");
        assertThat(birdRoutes("198.18.1.0/24")).containsExactlyInAnyOrder(first, second);
        assertThat(bird.route("198.18.2.0/24")).contains("Network not found");
        String heavy = "bgp_large_community.len = " + MANY;
        assertThat(bird.ask("show", "route", "198.18.3.0/24", "where", heavy)).contains("198.18.3.0/24");
        assertThat(bird.ask("show", "protocols", "all", "signed"))
                .contains("Extended message")
                .contains("ADD-PATH");
    }

    private static String manyCommunities() {
        return IntStream.range(0, MANY).mapToObj(number -> "1:1:" + number).collect(Collectors.joining(" "));
    }

    @Test
    void withoutTheKeyThereIsNoSession() {
        SpeakRun speak = speak("unsigned", 65001, "--connect", Lan.address(BIRD), "--for", "500ms");

        assertThat(speak.awaitEnd()).isEqualTo(1);
        assertThat(speak.kind("session-up")).isEmpty();
    }

    @Test
    void birdShowsIpv6RoutesAndItsFarewellEndsTheProgram() {
        SpeakRun speak = speak(
                "ipv6",
                65001,
                "--connect",
                Lan.address6(BIRD),
                "--family",
                "ipv6",
                "--announce",
                "2001:db8:5::/48 communities 65009:1",
                "--announce",
                "2001:db8:6::/48 med 9");

        bird.awaitRoute("2001:db8:6::/48", "65009");
        speak.awaitMessage("BIRD's route", update -> update.toString().contains("2001:db8:1::/48"));
        assertThat(birdRoutes("2001:db8:5::/48"))
                .containsExactly(Map.of(
                        "prefix",
                        "2001:db8:5::/48",
                        "from",
                        "",
                        "origin",
                        "IGP",
                        "as_path",
                        "65009",
                        "next_hop",
                        Lan.address6(OURS),
                        "community",
                        "(65009,1)"));

        bird.ask("disable", "plain6", "\"off for today\"");
        assertThat(speak.awaitEnd()).isEqualTo(1);
        assertThat(speak.kind("session-down").get(0).path("reason").asText())
                .contains("Administrative Shutdown")
                .contains("off for today");
    }

    @Test
    void aTableOfAnMrtFileIsAnnouncedToGoBgp() throws IOException {
        Path table = lan.path(OURS, GOLDEN);
        try (InputStream in = SpeakIT.class.getResourceAsStream(GOLDEN)) {
            Files.copy(Objects.requireNonNull(in, GOLDEN), table);
        }
        SpeakRun speak = speak(
                "mrt",
                65002,
                "--connect",
                Lan.address(GOBGP),
                "--family",
                "ipv4,ipv6",
                "--next-hop",
                Lan.address6(OURS),
                "--mrt",
                table.toString());

        for (String prefix : List.of("0.0.0.0/0", "192.0.2.0/24", "198.51.100.0/25", "203.0.113.0/24")) {
            gobgp.awaitPaths("ipv4", prefix, 1);
        }
        for (String prefix : List.of("2001:db8::/32", "2001:db8:1::/48", "2001:db8:77::/48")) {
            gobgp.awaitPaths("ipv6", prefix, 1);
        }
        assertGoBgpShowsTheTable();
        JsonNode heard =
                speak.awaitMessage("GoBGP's route", update -> update.toString().contains("203.0.113.128/25"));
        assertThat(heard.at("/attributes/COMMUNITIES")).hasToString("[\"65002:7\"]");
        speak.awaitMessage("GoBGP's IPv6 route", update -> update.toString().contains("2001:db8:2::/48"));

        speak.tell("notification 6 4");
        assertThat(speak.awaitEnd()).isZero();
        gobgp.awaitPaths("ipv4", "192.0.2.0/24", 0);
    }

    private static void assertGoBgpShowsTheTable() {
        assertThat(GoBgpText.path(gobgp.paths("ipv4", "198.51.100.0/25").path(0)))
                .isEqualTo(Map.of(
                        "origin",
                        "IGP",
                        "path",
                        "65009 65001",
                        "next hop",
                        Lan.address(OURS),
                        "communities",
                        "65001:7",
                        "large communities",
                        "65001:1:2"));
        assertThat(GoBgpText.path(gobgp.paths("ipv6", "2001:db8:1::/48").path(0)))
                .isEqualTo(Map.of("origin", "IGP", "path", "65009 65001", "next hop", Lan.address6(OURS)));
    }

    @Test
    void aLineThatIsNoRouteIsNamedAndTheOthersAreAnnounced() {
        Path routes = lan.file(OURS, "bad.txt", "198.18.7.0/24\n\n198.18.8.0/33\n198.18.9.0/24 med\n198.18.10.0/24\n");
        SpeakRun speak = speak(
                "bad",
                65002,
                "--connect",
                Lan.address(GOBGP),
                "--local",
                "172.17.8.202",
                "--routes",
                routes.toString());

        gobgp.awaitPaths("ipv4", "198.18.7.0/24", 1);
        gobgp.awaitPaths("ipv4", "198.18.10.0/24", 1);
        speak.tell("quit");
        assertThat(speak.awaitEnd()).isEqualTo(1);
        assertThat(speak.kind("error"))
                .extracting(error -> error.path("error").asText())
                .hasSize(2)
                .satisfies(errors -> {
                    assertThat(errors.get(0)).startsWith(routes + ":3: ");
                    assertThat(errors.get(1)).startsWith(routes + ":4: ");
                });
        assertThat(gobgp.paths("ipv4", "198.18.9.0/24")).isEmpty();
    }

    private static String birdConfiguration() {
        return """
                log stderr all;
                router id 172.17.8.100;
                protocol device {}
                protocol direct { ipv4; ipv6; interface "enp0s8"; }
                protocol static own4 { ipv4; route 192.0.2.0/24 blackhole { bgp_community.add((65001, 7)); }; }
                protocol static own6 { ipv6; route 2001:db8:1::/48 blackhole; }
                protocol bgp signed {
                  local 172.17.8.100 as 65001;
                  neighbor 172.17.8.102 as 65009;
                  passive; password "%s"; enable extended messages on;
                  ipv4 { import all; export where proto = "own4"; add paths on; };
                }
                protocol bgp plain6 {
                  local fd00:17:8::100 as 65001;
                  neighbor fd00:17:8::102 as 65009;
                  passive;
                  ipv6 { import all; export where proto = "own6"; };
                }
                """.formatted(KEY);
    }

    private static String goBgpConfiguration() {
        return """
                [global.config]
                  as = 65002
                  router-id = "172.17.8.101"
                %s%s""".formatted(neighbor(Lan.address(OURS)), neighbor("172.17.8.202"));
    }

    private static String neighbor(String address) {
        return """
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "%s"
                    peer-as = 65009
                  [neighbors.transport.config]
                    passive-mode = true
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv4-unicast"
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv6-unicast"
                """.formatted(address);
    }
}
