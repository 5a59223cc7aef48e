package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.HostCommands;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code nightjar lab --once --json} as a newcomer runs it. */
@RequiresNetworkNamespaces
class WalkthroughIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void threeNightjarsMakeTheWalkthroughComeTrue() throws JsonProcessingException {
        JsonNode outcome = lab();

        assertThat(texts(outcome.at("/nodes"), "speaker")).containsExactly("Nightjar", "Nightjar", "Nightjar");
        assertWalkthrough(outcome);
    }

    @Test
    void aClusterMixedWithRealBirdConvergesAndPingsJustTheSame() throws JsonProcessingException {
        JsonNode outcome = lab("--bird", "node02");

        assertThat(texts(outcome.at("/nodes"), "speaker")).containsExactly("Nightjar", "Nightjar", "BIRD");
        assertWalkthrough(outcome);
    }

    /** As it was in 2017: the keys in etcd's v2 API. */
    @Test
    void theStoreOfCalico26MakesItComeTrueAsWell() throws JsonProcessingException {
        assertWalkthrough(lab("--datastore", "etcdv2", "--bird", "node01"));
    }

    @Test
    void theResourcesOfCalico3DoItWithMetrics() throws JsonProcessingException {
        JsonNode outcome = lab("--datastore", "etcdv3", "--bird", "node02");

        assertCalico3(outcome);
        for (JsonNode node : outcome.path("nodes")) {
            assertThat(texts(node.path("sessions"), "state")).containsExactly("Established", "Established");
        }
    }

    @Test
    void aReflectorAmongTheNodesOfCalico3IsTheOthersOnlyPeer() throws JsonProcessingException {
        JsonNode outcome = lab("--datastore", "etcdv3", "--route-reflector", "node00");

        assertCalico3(outcome);
        assertStar(outcome);
    }

    @Test
    void aStandaloneReflectorOnTheOlderKeysIsTheOthersOnlyPeer() throws JsonProcessingException {
        assertStandaloneReflector(lab("--route-reflector", "node00"));
    }

    @Test
    void aStandaloneReflectorOnTheOlderApiServesRealBird() throws JsonProcessingException {
        assertStandaloneReflector(lab("--datastore", "etcdv2", "--route-reflector", "node00", "--bird", "node02"));
    }

    private static void assertCalico3(JsonNode outcome) {
        assertThat(lines(outcome, 0))
                .contains(
                        "blackhole 192.168.18.64/26 proto bird",
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird metric 1024",
                        "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird metric 1024");
        assertThat(lines(outcome, 1))
                .contains(
                        "192.168.18.64/26 via 172.17.8.100 dev enp0s8 proto bird metric 1024",
                        "blackhole 192.168.196.128/26 proto bird",
                        "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird metric 1024");
        assertPings(outcome, 24);
    }

    /** Nothing of it is in its own kernel, and the others reach each other directly. */
    private static void assertStandaloneReflector(JsonNode outcome) {
        assertThat(lines(outcome, 0)).isNotEmpty().noneMatch(line -> line.contains("proto bird"));
        assertThat(lines(outcome, 1))
                .contains(
                        "blackhole 192.168.196.128/26 proto bird",
                        "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird")
                .noneMatch(line -> line.contains("192.168.18.64"));
        assertThat(lines(outcome, 2))
                .contains(
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird",
                        "blackhole 192.168.140.64/26 proto bird");
        assertStar(outcome);
        assertPings(outcome, 8);
    }

    private static void assertStar(JsonNode outcome) {
        assertThat(texts(outcome.at("/nodes/0/sessions"), "state")).containsExactly("Established", "Established");
        assertThat(texts(outcome.at("/nodes/1/sessions"), "state")).containsExactly("Established");
        assertThat(texts(outcome.at("/nodes/2/sessions"), "state")).containsExactly("Established");
        assertThat(outcome.at("/nodes/1/sessions/0/peer").asText()).isEqualTo("172.17.8.100");
    }

    private static void assertPings(JsonNode outcome, int number) {
        assertThat(outcome.path("pings"))
                .hasSize(number)
                .allMatch(ping -> ping.path("succeeded").asBoolean());
        assertThat(outcome.path("problems")).isEmpty();
    }

    /** The sentences of the walkthrough, written out once more, so that the lab does not judge itself. */
    private static void assertWalkthrough(JsonNode outcome) {
        assertThat(lines(outcome, 0))
                .contains(
                        "blackhole 192.168.18.64/26 proto bird",
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird",
                        "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird",
                        "192.168.18.64 dev calif24874aae57 scope link",
                        "192.168.18.65 dev cali4e5ed993aed scope link");
        assertThat(lines(outcome, 1))
                .contains(
                        "192.168.18.64/26 via 172.17.8.100 dev enp0s8 proto bird",
                        "blackhole 192.168.196.128/26 proto bird",
                        "192.168.196.128 dev cali4907e793262 scope link");
        assertThat(lines(outcome, 2))
                .contains(
                        "192.168.18.64/26 via 172.17.8.100 dev enp0s8 proto bird",
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird");
        for (JsonNode node : outcome.path("nodes")) {
            assertThat(texts(node.path("sessions"), "state")).containsExactly("Established", "Established");
        }
        assertPings(outcome, 24);
        System.out.printf(
                Locale.ROOT,
                "measured: convergence of %s: %d ms%n",
                texts(outcome.at("/nodes"), "speaker"),
                outcome.path("convergenceMillis").asLong());
    }

    private static JsonNode lab(String... options) throws JsonProcessingException {
        List<String> words = new ArrayList<>(TestBed.nightjar().with("lab", "--once", "--json"));
        words.addAll(List.of(options));
        CommandResult result = new HostCommands().run(Command.of(words).within(LIMIT));
        assertThat(result.exitCode())
                .as("exit code of nightjar lab; it said:\n%s\n%s", result.error(), result.output())
                .isZero();
        return new ObjectMapper().readTree(result.output());
    }

    private static List<String> lines(JsonNode outcome, int node) {
        return StreamSupport.stream(
                        outcome.path("nodes").path(node).path("routes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.path(field).asText())
                .toList();
    }
}
